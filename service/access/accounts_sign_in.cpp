// The set-up link and signing in.
#include <algorithm>

#include "access/account_name.h"
#include "access/accounts.h"
#include "access/password_rules.h"
#include "access/secret_text.h"
#include "base/crypto/crypto.h"
#include "base/json/json.h"
#include "base/limits.h"

namespace lyhord::access {
namespace {

namespace limits = base::limits;
using base::Fault;

// Longer than any password that set_up() takes: it is not worth normalizing.
constexpr std::size_t password_bytes_max = 4 * limits::password_characters_max;

// A document: how many tries named an account that does not exist.
constexpr std::string_view unknown_names_document = "sign-in:unknown-names";

std::unexpected<base::Error> wrong() {
    return base::fail(Fault::unauthorized, "wrong name or password, or a locked account");
}

}  // namespace

base::Result<store::StaffRow> Accounts::find_setup(std::string_view token) const {
    auto rows = environment_.store.all_staff();
    if (!rows) {
        return base::fail(rows.error());
    }
    const base::Digest digest = digest_of(token);
    const auto found = std::ranges::find_if(*rows, [&](const store::StaffRow& row) {
        return base::crypto::equal_in_constant_time(row.setup_hash, digest);
    });
    if (found == rows->end() || found->disabled ||
        environment_.clock.now() >= found->setup_expires) {
        return base::fail(Fault::not_found, "the set-up link is used, expired or unknown");
    }
    return std::move(*found);
}

base::Result<std::string> Accounts::name_of_setup(std::string_view token) const {
    auto row = find_setup(token);
    return row ? base::Result<std::string>(std::move(row->name)) : base::fail(row.error());
}

base::Result<void> Accounts::set_up(std::string_view token, std::string_view password) {
    const auto name = name_of_setup(token);
    if (!name) {
        return base::fail(name.error());
    }
    if (auto checked = check_password(*name, password); !checked) {
        return checked;
    }
    auto hash = hasher_.hash(password);
    if (!hash) {
        return base::fail(hash.error());
    }
    const std::lock_guard lock(rows_mutex_);
    auto row = find_setup(token);  // again: another request may have used it meanwhile
    if (!row) {
        return base::fail(row.error());
    }
    const AuditObject object;
    if (auto recorded = audit_.record(Actor::holder_of(row->name), "password set", object);
        !recorded) {
        return recorded;
    }
    row->password_hash = std::move(*hash);
    row->failed_logins = 0;
    row->locked_until = {};
    row->setup_hash = {};
    row->setup_expires = {};
    if (auto stored = environment_.store.put_staff(*row); !stored) {
        return stored;
    }
    return sessions_.end_all_of(row->name);
}

base::Result<std::string> Accounts::log_in(const LoginAttempt& attempt) {
    if (!tries_.take(attempt.client)) {
        return base::fail(Fault::too_many, "too many sign-ins that failed: wait a minute");
    }
    std::string hash;
    if (is_account_name(attempt.name)) {
        auto row = environment_.store.staff(attempt.name);
        if (!row) {
            return base::fail(row.error());
        }
        hash = *row && !(*row)->disabled ? std::move((*row)->password_hash) : std::string();
    }
    const bool plausible = attempt.password.size() <= password_bytes_max;
    const auto verified = hasher_.verify(hash, plausible ? attempt.password : std::string_view{});
    if (!verified) {
        return base::fail(verified.error());
    }
    auto cookie_value = finish_login(attempt, hash, *verified);
    if (cookie_value) {
        tries_.give_back(attempt.client);
    }
    return cookie_value;
}

// Everything is asked again under the lock: while the password was computed the account may have
// been locked, reset or disabled.
base::Result<std::string> Accounts::finish_login(const LoginAttempt& attempt,
                                                 std::string_view verified_hash,
                                                 bool verified) {
    const std::lock_guard lock(rows_mutex_);
    auto row = is_account_name(attempt.name) ? find(attempt.name)
                                             : base::fail(Fault::not_found, "not a name");
    if (!row) {
        const bool unknown = row.error().fault() == Fault::not_found;
        const auto noted = unknown ? note_unknown_name() : base::fail(row.error());
        return noted ? wrong() : base::fail(noted.error());
    }
    const auto locked = is_locked(*row);
    if (!locked) {
        return base::fail(locked.error());
    }
    const bool is_holder =
        verified && !*locked && !row->disabled && row->password_hash == verified_hash;
    if (is_holder && takes_code(*row, attempt.code)) {
        return succeed(std::move(*row));
    }
    const auto noted = note_failure(std::move(*row));
    return noted ? wrong() : base::fail(noted.error());
}

base::Result<std::string> Accounts::succeed(store::StaffRow row) {
    if (auto recorded = audit_.record(Actor::holder_of(row.name), "sign-in", {}); !recorded) {
        return base::fail(recorded.error());
    }
    const bool has_used_a_code = row.factor_nonce != base::Id{};
    if (has_used_a_code || row.failed_logins > 0 || row.locked_until != base::Instant{}) {
        row.failed_logins = 0;
        row.locked_until = {};
        if (auto stored = environment_.store.put_staff(row); !stored) {
            return base::fail(stored.error());
        }
    }
    return sessions_.begin(row.name);
}

// One write and one audit entry, as note_unknown_name() does: a stopwatch sees no difference.
base::Result<void> Accounts::note_failure(store::StaffRow row) {
    const base::Instant now = environment_.clock.now();
    const auto is_last = is_last_way_in(row);
    if (!is_last) {
        return base::fail(is_last.error());
    }
    const bool may_lock = !*is_last && !row.disabled && !row.password_hash.empty();
    if (may_lock && row.locked_until <= now) {
        ++row.failed_logins;
    }
    if (row.failed_logins >= limits::failed_logins_max) {
        row.failed_logins = 0;
        row.locked_until = now.plus_seconds(limits::lockout_seconds);
    }
    if (auto stored = environment_.store.put_staff(row); !stored) {
        return stored;
    }
    return audit_failure(Actor::holder_of(row.name));
}

// The name itself is not kept: people type their password into the wrong field.
base::Result<void> Accounts::note_unknown_name() {
    const auto document = environment_.store.document(unknown_names_document);
    if (!document) {
        return base::fail(document.error());
    }
    const auto json = base::Json::parse(document->value_or("{}"));
    const base::Json* counted = json ? json->find("count") : nullptr;
    const std::int64_t* count = counted != nullptr ? counted->as_integer() : nullptr;
    base::Json next = base::Json::object();
    next.set("count", (count != nullptr ? *count : 0) + 1);
    if (auto stored = environment_.store.put_document(unknown_names_document, next.dump());
        !stored) {
        return stored;
    }
    return audit_failure(Actor::nobody());
}

// Bounded, so that a flood of tries cannot fill the disk with its own history. What is left out
// shows all the same: in the count of unknown names, and in an account's lock.
base::Result<void> Accounts::audit_failure(const Actor& who) {
    if (!audited_failures_.take(0)) {
        return {};
    }
    return audit_.record(who, "sign-in failed", {});
}

}  // namespace lyhord::access
