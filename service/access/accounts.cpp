// Accounts as administrators change them; signing in is in accounts_sign_in.cpp.
#include "access/accounts.h"

#include <algorithm>

#include "access/account_name.h"
#include "access/password_rules.h"
#include "access/secret_text.h"
#include "base/crypto/crypto.h"
#include "base/limits.h"

namespace lyhord::access {
namespace {

namespace limits = base::limits;
using base::Fault;

}  // namespace

Accounts::Accounts(const Environment& environment,
                   Sessions& sessions,
                   AuditLog& audit,
                   const AccountSecrets& secrets)
    : environment_(environment),
      sessions_(sessions),
      audit_(audit),
      hasher_(environment.random, secrets.cost),
      factor_key_(secrets.factor_key),
      tries_(environment.clock,
             {.tries_max = limits::login_tries_per_minute_max,
              .window_seconds = 60,
              .keys_max = limits::login_clients_max}),
      audited_failures_(environment.clock,
                        {.tries_max = limits::failed_logins_audited_per_hour_max,
                         .window_seconds = 3600,
                         .keys_max = 1}) {}

base::Result<store::StaffRow> Accounts::find(std::string_view name) const {
    auto row = environment_.store.staff(name);
    if (!row) {
        return base::fail(row.error());
    }
    if (!*row) {
        return base::fail(Fault::not_found, "there is no such account");
    }
    return std::move(**row);
}

std::string Accounts::give_setup_token(store::StaffRow& row) {
    std::string token = new_secret_text(environment_.random);
    row.setup_hash = digest_of(token);
    row.setup_expires = environment_.clock.now().plus_seconds(limits::setup_link_seconds);
    return token;
}

base::Result<std::string> Accounts::add(const Actor& by, std::string_view name, domain::Role role) {
    if (!is_account_name(name)) {
        return base::fail(Fault::invalid,
                          "a name is 1 to 63 of a-z, 0-9, dot, _ and -, and begins with a letter "
                          "or digit");
    }
    const std::lock_guard lock(rows_mutex_);
    const auto rows = environment_.store.all_staff();
    if (!rows) {
        return base::fail(rows.error());
    }
    if (std::ranges::find(*rows, name, &store::StaffRow::name) != rows->end()) {
        return base::fail(Fault::conflict, "there is an account of this name");
    }
    if (rows->size() >= limits::accounts_max) {
        return base::fail(Fault::conflict, "there are too many accounts");
    }
    const AuditObject object = AuditObject::account_with_role(name, role);
    if (auto recorded = audit_.record(by, "account added", object); !recorded) {
        return base::fail(recorded.error());
    }
    store::StaffRow row;
    row.name = std::string(name);
    row.role = role;
    std::string token = give_setup_token(row);
    if (auto stored = environment_.store.put_staff(row); !stored) {
        return base::fail(stored.error());
    }
    return token;
}

base::Result<std::string> Accounts::reset(const Actor& by, std::string_view name) {
    const std::lock_guard lock(rows_mutex_);
    auto row = find(name);
    if (!row) {
        return base::fail(row.error());
    }
    const AuditObject object = AuditObject::account(name);
    if (auto recorded = audit_.record(by, "account reset", object); !recorded) {
        return base::fail(recorded.error());
    }
    row->password_hash.clear();
    row->factor_nonce = {};
    row->factor_step = 0;
    row->failed_logins = 0;
    row->locked_until = {};
    std::string token = give_setup_token(*row);
    if (auto stored = environment_.store.put_staff(*row); !stored) {
        return base::fail(stored.error());
    }
    if (auto ended = sessions_.end_all_of(name); !ended) {
        return base::fail(ended.error());
    }
    return token;
}

base::Result<void> Accounts::disable(const Actor& by, std::string_view name) {
    const std::lock_guard lock(rows_mutex_);
    auto row = find(name);
    if (!row) {
        return base::fail(row.error());
    }
    const auto is_last = is_last_way_in(*row);
    if (!is_last) {
        return base::fail(is_last.error());
    }
    if (*is_last) {
        return base::fail(Fault::conflict, "no other administrator could sign in");
    }
    const AuditObject object = AuditObject::account(name);
    if (auto recorded = audit_.record(by, "account disabled", object); !recorded) {
        return recorded;
    }
    row->disabled = true;
    // A link that was never used must not outlive the decision.
    row->setup_hash = {};
    row->setup_expires = {};
    if (auto stored = environment_.store.put_staff(*row); !stored) {
        return stored;
    }
    return sessions_.end_all_of(name);
}

base::Result<void> Accounts::enable(const Actor& by, std::string_view name) {
    const std::lock_guard lock(rows_mutex_);
    auto row = find(name);
    if (!row) {
        return base::fail(row.error());
    }
    const AuditObject object = AuditObject::account(name);
    if (auto recorded = audit_.record(by, "account enabled", object); !recorded) {
        return recorded;
    }
    row->disabled = false;
    return environment_.store.put_staff(*row);
}

// An enabled administrator, when no other one is enabled, set up and free of a lock.
base::Result<bool> Accounts::is_last_way_in(const store::StaffRow& row) const {
    if (row.role != domain::Role::admin || row.disabled) {
        return false;
    }
    const auto rows = environment_.store.all_staff();
    if (!rows) {
        return base::fail(rows.error());
    }
    const base::Instant now = environment_.clock.now();
    return std::ranges::none_of(*rows, [&](const store::StaffRow& other) {
        return other.name != row.name && other.role == domain::Role::admin && !other.disabled &&
               !other.password_hash.empty() && other.locked_until <= now;
    });
}

base::Result<bool> Accounts::is_locked(const store::StaffRow& row) const {
    if (row.locked_until <= environment_.clock.now()) {
        return false;
    }
    const auto is_last = is_last_way_in(row);
    return is_last ? base::Result<bool>(!*is_last) : base::fail(is_last.error());
}

base::Result<std::vector<Account>> Accounts::list() const {
    const std::lock_guard lock(rows_mutex_);
    auto rows = environment_.store.all_staff();
    if (!rows) {
        return base::fail(rows.error());
    }
    std::vector<Account> accounts;
    accounts.reserve(rows->size());
    for (store::StaffRow& row : *rows) {
        const auto locked = is_locked(row);
        if (!locked) {
            return base::fail(locked.error());
        }
        accounts.push_back({.name = std::move(row.name),
                            .role = row.role,
                            .disabled = row.disabled,
                            .set_up = !row.password_hash.empty(),
                            .locked = *locked,
                            .has_factor = row.factor_nonce != base::Id{}});
    }
    return accounts;
}

}  // namespace lyhord::access
