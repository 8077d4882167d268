#include "access/audit_log.h"

#include <algorithm>

#include "access/account_name.h"
#include "base/limits.h"

namespace lyhord::access {
namespace {

// A slug has the letters of an account name. What is neither cannot have come from our own tables,
// and is not written down.
std::string word(std::string_view text) {
    return is_account_name(text) ? std::string(text) : std::string("?");
}

std::string scope_word(std::string_view scope) { return scope == "*" ? "*" : word(scope); }

}  // namespace

Actor Actor::console() { return Actor(std::string("(console)")); }

Actor Actor::nobody() { return Actor(std::string("(unknown)")); }

Actor Actor::holder_of(std::string_view account_name) { return Actor(word(account_name)); }

AuditObject AuditObject::account(std::string_view name) { return AuditObject(word(name)); }

AuditObject AuditObject::account_with_role(std::string_view name, domain::Role role) {
    return AuditObject(word(name) + " " + std::string(domain::role_name(role)));
}

AuditObject AuditObject::token(std::string_view account_name, std::string_view scope) {
    return AuditObject(word(account_name) + " " + scope_word(scope));
}

AuditObject AuditObject::dialogue(std::string_view slug) { return AuditObject(word(slug)); }

AuditObject AuditObject::round(std::string_view slug, std::int64_t round) {
    return AuditObject(word(slug) + "/" + std::to_string(round));
}

AuditObject AuditObject::release(std::string_view slug, std::int64_t round, std::int64_t batch) {
    return AuditObject(word(slug) + "/" + std::to_string(round) + "/" + std::to_string(batch));
}

store::AuditRow AuditLog::entry(const Actor& who,
                                base::Literal what,
                                const AuditObject& object) const {
    return {.sequence = 0,
            .at = environment_.clock.now(),
            .who = who.name(),
            .what = std::string(what.view()),
            .object = object.text(),
            .hash = {}};
}

base::Result<void> AuditLog::record(const Actor& who,
                                    base::Literal what,
                                    const AuditObject& object) {
    return environment_.store.append_audit(entry(who, what, object));
}

base::Result<std::vector<AuditEntry>> AuditLog::newest(std::int64_t count) const {
    const std::int64_t most =
        std::clamp<std::int64_t>(count, 0, base::limits::audit_entries_shown_max);
    auto rows = environment_.store.audit(most);
    if (!rows) {
        return base::fail(rows.error());
    }
    std::vector<AuditEntry> entries;
    entries.reserve(rows->size());
    for (store::AuditRow& row : *rows) {
        entries.push_back({.sequence = row.sequence,
                           .at = row.at,
                           .who = std::move(row.who),
                           .what = std::move(row.what),
                           .object = std::move(row.object)});
    }
    return entries;
}

}  // namespace lyhord::access
