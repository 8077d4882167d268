// Who may go where: every staff route with every role, without one, and with a token.
#include <algorithm>
#include <array>

#include "staff_site.h"

namespace lyhord::api {
namespace {

using domain::Role;
using testing::demo_slug;
using testing::header_of;
using testing::StaffSite;

constexpr std::array all_roles{Role::coordinator,
                               Role::analyst,
                               Role::admin,
                               Role::facilitator,
                               Role::reporter,
                               Role::police,
                               Role::approver,
                               Role::registrar};

struct Scenario {
    std::string_view name;
    http::Method method;
    std::string path;
    bool is_download;
    std::vector<Role> roles;
    int status;  // for those
};

std::vector<Scenario> scenarios() {
    constexpr auto get = http::Method::get;
    constexpr auto post = http::Method::post;
    const std::vector<Role> everybody(all_roles.begin(), all_roles.end());
    const std::vector<Role> readers{Role::coordinator, Role::analyst, Role::police};
    const std::string tables = "/api/v1/staff/dialogues/" + std::string(demo_slug);
    const std::string texts = "/staff/texter/" + std::string(demo_slug);
    const std::string dialogue = "/staff/dialoger/" + std::string(demo_slug);
    return {
        {"overview", get, "/staff", false, everybody, 200},
        {"audit", get, "/staff/audit", false, {Role::coordinator, Role::admin}, 200},
        {"poster",
         get,
         "/staff/affisch/" + std::string(demo_slug),
         false,
         {Role::coordinator},
         200},
        {"results", get, "/staff/resultat/" + std::string(demo_slug), false, readers, 200},
        {"method", get, "/staff/metod/" + std::string(demo_slug), false, readers, 200},
        {"a text", get, texts, false, {Role::coordinator}, 200},
        {"decide about a text", post, texts, false, {Role::coordinator}, 422},
        {"themes with examples", get, texts + "/teman.xlsx", false, readers, 200},
        {"approved texts", get, texts + "/godkanda.csv", false, readers, 200},
        {"approved texts for Excel", get, texts + "/godkanda-excel.csv", false, readers, 200},
        {"dialogues", get, "/staff/dialoger", false, {Role::coordinator}, 200},
        {"a questionnaire", post, "/staff/dialoger", false, {Role::coordinator}, 422},
        {"a dialogue", get, dialogue, false, {Role::coordinator}, 200},
        {"change a dialogue", post, dialogue, false, {Role::coordinator}, 404},
        {"preview", get, dialogue + "/visa", false, {Role::coordinator}, 200},
        {"a turn of the preview", post, dialogue + "/visa", false, {Role::coordinator}, 200},
        {"own account", get, "/staff/konto", false, everybody, 200},
        {"change one's second factor", post, "/staff/konto", false, everybody, 422},
        {"accounts", get, "/staff/konton", false, {Role::admin}, 200},
        {"change an account", post, "/staff/konton", false, {Role::admin}, 422},
        {"tables as JSON", get, tables + "/tables.json", true, readers, 200},
        {"tables as CSV", get, tables + "/tables.csv", true, readers, 200},
        {"tables for Excel", get, tables + "/tables-excel.csv", true, readers, 200},
        {"workbook", get, tables + "/tables.xlsx", true, readers, 200},
        {"report", get, tables + "/report.pdf", true, readers, 200},
        {"package", get, tables + "/report.zip", true, readers, 200},
        {"themes", get, tables + "/themes.json", true, readers, 200},
    };
}

http::Request request_of(StaffSite& site, const Scenario& scenario) {
    http::Request request = site.form(scenario.path, "");
    request.method = scenario.method;
    return request;
}

TEST(StaffRoles, EveryRouteTakesItsRolesAndNoOther) {
    StaffSite site;
    site.open_dialogue();
    for (const Role role : all_roles) {
        const std::string cookie = site.cookie_of(role);
        for (const Scenario& scenario : scenarios()) {
            http::Request request = request_of(site, scenario);
            request.cookie = cookie;
            const bool may = std::ranges::find(scenario.roles, role) != scenario.roles.end();
            const http::Response response = site.send(request);
            EXPECT_EQ(response.status, may ? scenario.status : 403)
                << domain::role_name(role) << ": " << scenario.name;
            if (!may) {
                EXPECT_EQ(
                    response.content_type,
                    scenario.is_download ? "application/problem+json" : "text/html; charset=utf-8");
            }
        }
    }
}

TEST(StaffRoles, WithoutASessionPagesLeadToSignInAndDownloadsSayUnauthorized) {
    StaffSite site;
    site.open_dialogue();
    for (const Scenario& scenario : scenarios()) {
        for (const std::string_view cookie :
             {"", "__Host-lyhord=", "__Host-lyhord=abc", "lyhord=abc; other=1"}) {
            http::Request request = request_of(site, scenario);
            request.cookie = std::string(cookie);
            const http::Response response = site.send(request);
            if (scenario.is_download) {
                EXPECT_EQ(response.status, 401) << scenario.name;
                EXPECT_EQ(response.content_type, "application/problem+json");
                EXPECT_EQ(header_of(response, "WWW-Authenticate"), "Bearer");
            } else {
                EXPECT_EQ(response.status, 303) << scenario.name;
                EXPECT_EQ(header_of(response, "Location"), "/staff/login");
                EXPECT_EQ(response.body, "");
            }
        }
    }
}

TEST(StaffRoles, ATokenReadsTablesAndOpensNoPage) {
    StaffSite site;
    site.open_dialogue();
    for (const Role role : all_roles) {
        const std::string name = "by.token." + std::string(domain::role_name(role));
        site.hire(name, role);
        const std::string secret =
            site.access.tokens.create(access::Actor::console(), {.account = name}).value();
        for (const Scenario& scenario : scenarios()) {
            http::Request request = request_of(site, scenario);
            request.authorization = "Bearer " + secret;
            const bool may = std::ranges::find(scenario.roles, role) != scenario.roles.end();
            const int expected = !scenario.is_download ? 303 : may ? 200 : 403;
            EXPECT_EQ(site.send(request).status, expected)
                << domain::role_name(role) << ": " << scenario.name;
        }
    }
}

TEST(StaffRoles, TheScenariosAreAllRoutesThatNeedStaff) {
    StaffSite site;
    std::size_t routes = 0;
    for (const http::Route& route : site.router.routes()) {
        routes += route.needs.view() == "staff" ? 1U : 0U;
    }
    EXPECT_EQ(routes, scenarios().size());
}

}  // namespace
}  // namespace lyhord::api
