// Owns Accounts: who may work here. Accounts are set up by a one-time link, sign in with a
// password, and are locked for a while by wrong ones. The last administrator who can sign in is
// neither locked nor disabled: otherwise anybody who knows a name could shut everybody out.
//
// Every change is in the audit log before it is made.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "access/audit_log.h"
#include "access/environment.h"
#include "access/one_time_code.h"
#include "access/password_hasher.h"
#include "access/sessions.h"
#include "access/try_limit.h"
#include "base/result.h"
#include "domain/access.h"

namespace lyhord::access {

struct AccountSecrets {
    base::crypto::Secret factor_key;  // second factors are made of it: kept outside the database
    PasswordCost cost = {};
};

struct Account {
    std::string name;
    domain::Role role = domain::Role::analyst;
    bool disabled = false;
    bool set_up = false;  // has a password
    bool locked = false;  // for now, by wrong passwords
    bool has_factor = false;
};

struct LoginAttempt {
    std::string_view name;
    std::string_view password;
    std::string_view code = {};  // of the second factor, where the account has one
    std::uint64_t client = 0;    // a token of where it comes from, for the limit of tries
};

// That somebody holds an account and its app.
struct FactorProof {
    std::string_view name;
    std::string_view password;
    std::string_view code;
};

// Thread-safe.
class Accounts {
public:
    Accounts(const Environment& environment,
             Sessions& sessions,
             AuditLog& audit,
             const AccountSecrets& secrets);

    // The token of its one-time set-up link, valid for limits::setup_link_seconds; shown now and
    // never again. invalid: the name's shape. conflict: it exists, or limits::accounts_max do.
    base::Result<std::string> add(const Actor& by, std::string_view name, domain::Role role);
    // A new set-up token. The password, the second factor, the lock and all sessions end.
    // not_found.
    base::Result<std::string> reset(const Actor& by, std::string_view name);
    // Ends all sessions. conflict: no other administrator could sign in. not_found.
    base::Result<void> disable(const Actor& by, std::string_view name);
    base::Result<void> enable(const Actor& by, std::string_view name);

    // Whose set-up link it is. not_found: nobody's, or no longer.
    base::Result<std::string> name_of_setup(std::string_view token) const;
    // Sets the password and uses the token up. not_found as above; invalid: password_rules.h.
    base::Result<void> set_up(std::string_view token, std::string_view password);

    // The value of a new session's cookie. unauthorized: wrong name or password, locked, disabled,
    // not set up: the same error after the same time, so that it tells nothing of who has an
    // account. too_many: this client failed limits::login_tries_per_minute_max times in a minute.
    base::Result<std::string> log_in(const LoginAttempt& attempt);

    // The codes of an app that is set up with this nonce.
    OneTimeCodes codes_of(std::string_view name, const base::Id& nonce) const;
    base::Result<bool> has_factor(std::string_view name) const;
    // From now on a sign-in takes a code of `nonce` too, or of nothing again. unauthorized: the
    // password or the code is wrong, which counts as a failed sign-in; conflict: there is one
    // already, or none.
    base::Result<void> add_factor(const FactorProof& proof, const base::Id& nonce);
    base::Result<void> remove_factor(const FactorProof& proof);

    base::Result<std::vector<Account>> list() const;  // by name

private:
    base::Result<store::StaffRow> find(std::string_view name) const;
    base::Result<store::StaffRow> find_setup(std::string_view token) const;
    base::Result<bool> is_last_way_in(const store::StaffRow& row) const;
    base::Result<bool> is_locked(const store::StaffRow& row) const;
    std::string give_setup_token(store::StaffRow& row);
    base::Result<std::string> finish_login(const LoginAttempt& attempt,
                                           std::string_view verified_hash,
                                           bool verified);
    base::Result<std::string> succeed(store::StaffRow row);
    bool takes_code(store::StaffRow& row, std::string_view code) const;
    base::Result<void> change_factor(const FactorProof& proof,
                                     const base::Id& nonce,
                                     base::Literal what);
    base::Result<void> note_failure(store::StaffRow row);
    base::Result<void> note_unknown_name();
    base::Result<void> audit_failure(const Actor& who);

    Environment environment_;
    Sessions& sessions_;
    AuditLog& audit_;
    PasswordHasher hasher_;
    base::crypto::Secret factor_key_;
    TryLimit tries_;
    TryLimit audited_failures_;
    mutable std::mutex rows_mutex_;  // orders every read and write of an account's row
};

}  // namespace lyhord::access
