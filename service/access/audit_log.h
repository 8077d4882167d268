// Owns AuditLog: who did what to what, about staff and never about residents. Nothing can be
// recorded but literals of this program, account names and slugs; the store chains the entries by
// hash.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "access/environment.h"
#include "base/literal.h"
#include "base/result.h"
#include "domain/access.h"

namespace lyhord::access {

// Who does it.
class Actor {
public:
    explicit Actor(const domain::StaffSession& session) : name_(session.name()) {}
    // The operator of the machine, at the command line.
    static Actor console();
    // Somebody who has not shown who it is.
    static Actor nobody();
    // The holder of an account, at its sign-in or set-up link.
    static Actor holder_of(std::string_view account_name);

    const std::string& name() const { return name_; }

private:
    explicit Actor(std::string name) : name_(std::move(name)) {}
    std::string name_;
};

// What it is done to.
class AuditObject {
public:
    AuditObject() = default;  // nothing but the actor
    static AuditObject account(std::string_view name);
    static AuditObject account_with_role(std::string_view name, domain::Role role);
    // `scope`: a slug or "*".
    static AuditObject token(std::string_view account_name, std::string_view scope);
    // "slug".
    static AuditObject dialogue(std::string_view slug);
    // "slug/round".
    static AuditObject round(std::string_view slug, std::int64_t round);
    // "slug/round/batch".
    static AuditObject release(std::string_view slug, std::int64_t round, std::int64_t batch);

    const std::string& text() const { return text_; }

private:
    explicit AuditObject(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

struct AuditEntry {
    std::int64_t sequence = 0;
    base::Instant at;
    std::string who;
    std::string what;
    std::string object;
};

class AuditLog {
public:
    explicit AuditLog(const Environment& environment) : environment_(environment) {}

    // The same entry for a use case that writes it together with what it tells.
    store::AuditRow entry(const Actor& who, base::Literal what, const AuditObject& object) const;

    // Durable when it returns. Whoever gets an error must not do what it would have recorded.
    base::Result<void> record(const Actor& who, base::Literal what, const AuditObject& object);

    // Newest first, at most limits::audit_entries_shown_max.
    base::Result<std::vector<AuditEntry>> newest(std::int64_t count) const;

private:
    Environment environment_;
};

}  // namespace lyhord::access
