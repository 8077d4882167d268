#include <algorithm>
#include <string>

#include "access/audit_log.h"
#include "api/staff/handlers.h"
#include "api/staff/staff_page.h"
#include "base/limits.h"

namespace lyhord::api::staff {
namespace {

// "sign-in failed" -> the text "staff_what_sign_in_failed"; what has none is shown as it is
// recorded.
std::string what_text(const Services& services, const std::string& what) {
    std::string key = "staff_what_" + what;
    std::ranges::replace_if(key, [](char c) { return c < 'a' || c > 'z'; }, '_');
    const std::string_view text = staff_text(services, key);
    return text == key ? what : std::string(text);
}

std::string who_text(const Services& services, const std::string& who) {
    if (who == access::Actor::console().name()) {
        return std::string(staff_text(services, "staff_who_console"));
    }
    return who == access::Actor::nobody().name()
               ? std::string(staff_text(services, "staff_who_nobody"))
               : who;
}

// "anna analyst", as AuditObject::account_with_role writes it, with the role in Swedish. Any other
// object stands as it is.
std::string object_text(const Services& services, const access::AuditEntry& entry) {
    const std::size_t space = entry.object.rfind(' ');
    if (entry.what != "account added" || space == std::string::npos) {
        return entry.object;
    }
    const auto role = domain::role_from(std::string_view(entry.object).substr(space + 1));
    return role ? entry.object.substr(0, space) + ", " + std::string(role_text(services, *role))
                : entry.object;
}

base::Json row(const Services& services, const access::AuditEntry& entry) {
    base::Json out = base::Json::object();
    out.set("sequence", entry.sequence).set("at", time_text(entry.at));
    out.set("who", who_text(services, entry.who)).set("what", what_text(services, entry.what));
    return out.set("object", object_text(services, entry));
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
        rows.push(row(services, entry));
    }
    base::Json data = page_of(session);
    data.set("shown_max", base::limits::audit_entries_shown_max);
    data.set("entries", std::move(rows));
    reply(staff_page(services, "staff_audit", data));
}

}  // namespace lyhord::api::staff
