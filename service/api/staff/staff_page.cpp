#include "api/staff/staff_page.h"

#include <array>
#include <ctime>
#include <string>

#include "api/pages/pages.h"
#include "api/problem.h"
#include "api/staff/roles.h"

namespace lyhord::api::staff {
namespace {

// Staff pages are in Swedish only.
constexpr std::string_view language = "sv";

}  // namespace

// The referrer stays within the service, so that browsers without Fetch Metadata send an Origin
// with a form; under "no-referrer" it would be "null".
http::Response staff_page(const Services& services,
                          std::string_view name,
                          base::Json data,
                          int status,
                          std::span<const std::string> drawings) {
    data.set("staff", true).set("wide", data.find("me") != nullptr);
    data.set("error_title", data.find("has_error") != nullptr);
    data.set("title", staff_text(services, std::string(name) + "_title"));
    http::Response response =
        services.pages.render(name,
                              {.language = language,
                               .status = status,
                               .no_store = true,
                               .runs_script = data.find("runs_script") != nullptr,
                               .is_staff = true,
                               .drawings = drawings},
                              data);
    response.header("Referrer-Policy", "same-origin");
    return response;
}

base::Json page_of(const domain::StaffSession& session) {
    base::Json me = base::Json::object();
    me.set("name", session.name());
    me.set("sees_tables", sees_tables(session.role()));
    me.set("runs_dialogues", runs_dialogues(session.role()));
    me.set("makes_posters", makes_posters(session.role()));
    me.set("reviews_texts", reviews_texts(session.role()));
    me.set("sees_audit", sees_audit(session.role()));
    me.set("sees_accounts", sees_accounts(session.role()));
    base::Json data = base::Json::object();
    data.set("me", std::move(me));
    return data;
}

std::string_view staff_text(const Services& services, std::string_view key) {
    return services.pages.text(language, key);
}

std::string_view role_text(const Services& services, domain::Role role) {
    return staff_text(services, "staff_role_" + std::string(domain::role_name(role)));
}

http::Response refusal_page(const Services& services, base::Fault fault) {
    const Problem problem = problem_of(fault);
    base::Json data = base::Json::object();
    const bool is_temporary = problem.retry_after_seconds.has_value();
    data.set("is_missing", problem.status == 404).set("is_forbidden", problem.status == 403);
    data.set("is_temporary", is_temporary);
    data.set("is_other", !is_temporary && problem.status != 404 && problem.status != 403);
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
