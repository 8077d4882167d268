#include "api/staff/audit_page.h"

#include <algorithm>
#include <array>
#include <string>

#include "access/audit_log.h"
#include "api/staff/staff_page.h"
#include "base/limits.h"

namespace lyhord::api::staff {
namespace {

// What the template has a Swedish text for; anything else is shown as it is recorded.
constexpr std::array<std::string_view, 13> known{"sign-in",
                                                 "sign-in failed",
                                                 "sign-out",
                                                 "password set",
                                                 "account added",
                                                 "account reset",
                                                 "account disabled",
                                                 "account enabled",
                                                 "token created",
                                                 "token revoked",
                                                 "download tables.csv",
                                                 "download tables.json",
                                                 "download themes.json"};

// "sign-in failed" -> "what_sign_in_failed": a section of the template, which holds the Swedish.
std::string flag_of(std::string_view what) {
    std::string flag = "what_";
    for (const char c : what) {
        flag += (c >= 'a' && c <= 'z') ? c : '_';
    }
    return flag;
}

base::Json row(const access::AuditEntry& entry) {
    base::Json out = base::Json::object();
    out.set("sequence", entry.sequence).set("at", time_text(entry.at));
    out.set("who", entry.who).set("by_console", entry.who == access::Actor::console().name());
    out.set("what", entry.what).set("object", entry.object);
    out.set(flag_of(entry.what), true);
    out.set("is_known", std::ranges::find(known, entry.what) != known.end());
    return out;
}

}  // namespace

void show_audit(Services& services,
                const domain::StaffSession& session,
                const http::Request&,
                const http::Parameters&,
                http::Reply reply) {
    const auto entries = services.audit.newest(base::limits::audit_entries_shown_max);
    if (!entries) {
        reply(refusal_page(services, entries.error().fault()));
        return;
    }
    base::Json rows = base::Json::array();
    for (const access::AuditEntry& entry : *entries) {
        rows.push(row(entry));
    }
    base::Json data = page_of(session);
    data.set("shown_max", base::limits::audit_entries_shown_max);
    data.set("entries", std::move(rows));
    reply(staff_page(services, "staff_audit", data));
}

}  // namespace lyhord::api::staff
