#include "api/staff/staff_page.h"

#include <array>
#include <ctime>
#include <string>

#include "api/pages/pages.h"
#include "api/problem.h"

namespace lyhord::api::staff {

using domain::Role;

bool sees_tables(Role role) {
    return role == Role::coordinator || role == Role::analyst || role == Role::police;
}

bool sees_audit(Role role) { return role == Role::coordinator || role == Role::admin; }

bool sees_accounts(Role role) { return role == Role::admin; }

// The referrer stays within the service, so that browsers without Fetch Metadata send an Origin
// with a form; under "no-referrer" it would be "null".
http::Response staff_page(const Services& services,
                          std::string_view name,
                          const base::Json& data,
                          int status) {
    http::Response response =
        services.pages.render(name, {.language = "sv", .status = status, .no_store = true}, data);
    response.header("Referrer-Policy", "same-origin");
    return response;
}

base::Json page_of(const domain::StaffSession& session) {
    base::Json data = base::Json::object();
    data.set("name", session.name());
    data.set("role_" + std::string(domain::role_name(session.role())), true);
    data.set("sees_tables", sees_tables(session.role()));
    data.set("sees_audit", sees_audit(session.role()));
    data.set("sees_accounts", sees_accounts(session.role()));
    return data;
}

http::Response refusal_page(const Services& services, base::Fault fault) {
    const Problem problem = problem_of(fault);
    base::Json data = base::Json::object();
    data.set("is_missing", problem.status == 404);
    data.set("is_forbidden", problem.status == 403);
    data.set("is_temporary", problem.retry_after_seconds.has_value());
    http::Response response = staff_page(services, "staff_refusal", data, problem.status);
    if (problem.retry_after_seconds) {
        response.header("Retry-After", std::to_string(*problem.retry_after_seconds));
    }
    return response;
}

std::string time_text(base::Instant instant) {
    const std::time_t seconds = instant.seconds;
    std::tm local{};
    localtime_r(&seconds, &local);
    std::array<char, 32> text{};
    const std::size_t written = std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M", &local);
    return {text.data(), written};
}

}  // namespace lyhord::api::staff
