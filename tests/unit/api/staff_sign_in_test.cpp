// Signing in and out and the set-up link, as a browser meets them.
#include "base/limits.h"
#include "staff_site.h"

namespace lyhord::api {
namespace {

namespace limits = base::limits;
using domain::Role;
using testing::header_of;
using testing::StaffSite;

std::string login_body(std::string_view name) {
    return "name=" + std::string(name) + "&password=" + std::string(testing::staff_password_form);
}

// "__Host-lyhord=..." of a Set-Cookie header.
std::string cookie_in(const http::Response& response) {
    const std::string header = header_of(response, "Set-Cookie");
    return header.substr(0, header.find(';'));
}

TEST(StaffSignIn, GivesACookieThatOnlyThisHostAndOnlyTheServerCanRead) {
    StaffSite site;
    site.hire("anna", Role::coordinator);

    const http::Response response = site.post("/staff/login", login_body("anna"));

    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(header_of(response, "Location"), "/staff");
    const std::string header = header_of(response, "Set-Cookie");
    const std::string cookie = cookie_in(response);
    EXPECT_EQ(cookie.size(), std::string("__Host-lyhord=").size() + 43);
    EXPECT_EQ(header, cookie + "; Path=/; Secure; HttpOnly; SameSite=Strict");
    EXPECT_EQ(site.get("/staff", cookie).status, 200);
}

TEST(StaffSignIn, TakesANameThatBeginsWithACapital) {
    StaffSite site;
    site.hire("anna", Role::coordinator);
    EXPECT_EQ(site.post("/staff/login", login_body("Anna")).status, 303);
}

TEST(StaffSignIn, AWrongPasswordShowsTheFormAgainWithoutThePassword) {
    StaffSite site;
    site.hire("anna", Role::coordinator);
    const http::Response response = site.post("/staff/login", "name=anna&password=hemligt-men-fel");
    EXPECT_EQ(response.status, 403);
    EXPECT_EQ(header_of(response, "Set-Cookie"), "");
    EXPECT_NE(response.body.find("value=\"anna\""), std::string::npos);
    EXPECT_NE(response.body.find("role=\"alert\""), std::string::npos);
    EXPECT_NE(response.body.find("<title>Fel: Logga in"), std::string::npos);
    EXPECT_EQ(response.body.find("hemligt-men-fel"), std::string::npos);
}

TEST(StaffSignIn, AnUnknownNameLooksTheSameAsAWrongPassword) {
    StaffSite site;
    site.hire("anna", Role::coordinator);
    std::string known = site.post("/staff/login", "name=anna&password=fel").body;
    std::string unknown = site.post("/staff/login", "name=ingen&password=fel").body;
    known.replace(known.find("value=\"anna\""), 12, "value=\"ingen\"");
    EXPECT_EQ(known, unknown);
}

TEST(StaffSignIn, TooManyFailuresFromOneClientAreToldToWait) {
    StaffSite site;
    site.hire("adam", Role::admin);
    for (int i = 0; i < limits::login_tries_per_minute_max; ++i) {
        ASSERT_EQ(site.post("/staff/login", "name=adam&password=fel").status, 403);
    }
    const http::Response refused = site.post("/staff/login", login_body("adam"));
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(header_of(refused, "Retry-After"), "60");

    http::Request elsewhere = site.form("/staff/login", login_body("adam"));
    elsewhere.client = http::ClientToken{7};
    EXPECT_EQ(site.send(elsewhere).status, 303);
}

TEST(StaffSignIn, WhatIsNoFormIsRefused) {
    StaffSite site;
    http::Request request = site.form("/staff/login", R"({"name":"anna"})");
    request.content_type = "application/json";
    EXPECT_EQ(site.send(request).status, 422);
    EXPECT_EQ(site.post("/staff/login", "name=%zz").status, 422);
    EXPECT_EQ(site.post("/staff/login", "").status, 403);
}

TEST(StaffSignIn, ANewSignInReplacesTheSessionOfThisBrowser) {
    StaffSite site;
    const std::string old = site.cookie_of(Role::analyst);
    const http::Response response = site.post("/staff/login", login_body("analyst.anna"), old);
    EXPECT_NE(cookie_in(response), old);
    EXPECT_EQ(site.get("/staff", old).status, 303);
    EXPECT_EQ(site.get("/staff", cookie_in(response)).status, 200);
}

TEST(StaffSignIn, SignOutEndsTheSessionAndTheCookie) {
    StaffSite site;
    const std::string cookie = site.cookie_of(Role::analyst);

    const http::Response response = site.post("/staff/logout", "", cookie);

    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(header_of(response, "Set-Cookie"),
              "__Host-lyhord=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    EXPECT_EQ(header_of(site.get("/staff", cookie), "Location"), "/staff/login");
}

TEST(StaffSignIn, AnExpiredSessionIsSentToTheSignInPage) {
    StaffSite site;
    const std::string cookie = site.cookie_of(Role::analyst);
    site.clock.advance_seconds(limits::session_idle_seconds);
    const http::Response response = site.get("/staff", cookie);
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(header_of(response, "Location"), "/staff/login");
}

TEST(StaffSetup, TheLinkLeadsToAPasswordAndThenNowhere) {
    StaffSite site;
    const std::string token =
        site.access.accounts.add(access::Actor::console(), "anna", Role::analyst).value();
    const std::string path = "/staff/setup/" + token;
    EXPECT_NE(site.get(path).body.find("value=\"anna\""), std::string::npos);

    const std::string words(testing::staff_password_form);
    const http::Response done = site.post(path, "password=" + words + "&repeated=" + words);

    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(header_of(done, "Location"), "/staff/login?ready=1");
    EXPECT_EQ(site.post("/staff/login", login_body("anna")).status, 303);
    EXPECT_EQ(site.get(path).status, 404);
    EXPECT_EQ(site.post(path, "password=" + words + "&repeated=" + words).status, 404);
}

TEST(StaffSetup, RefusesPasswordsThatDifferOrAreWeakAndTheLinkStaysGood) {
    StaffSite site;
    const std::string token =
        site.access.accounts.add(access::Actor::console(), "anna", Role::analyst).value();
    const std::string path = "/staff/setup/" + token;
    const http::Response differs = site.post(path, "password=ett+ord+till&repeated=ett+ord+mer");
    EXPECT_EQ(differs.status, 422);
    EXPECT_NE(differs.body.find("inte lika"), std::string::npos);
    const http::Response weak = site.post(path, "password=anna2030&repeated=anna2030");
    EXPECT_EQ(weak.status, 422);
    EXPECT_NE(weak.body.find("att gissa"), std::string::npos);
    EXPECT_EQ(weak.body.find("anna2030"), std::string::npos);
    EXPECT_EQ(site.get(path).status, 200);
}

TEST(StaffSetup, AnUnknownLinkIsNotFound) {
    StaffSite site;
    EXPECT_EQ(site.get("/staff/setup/abc").status, 404);
    EXPECT_EQ(site.post("/staff/setup/abc", "password=a&repeated=a").status, 404);
}

struct Crossing {
    std::string_view name;
    std::string_view fetch_site;
    std::string_view origin;
    std::string_view host;
    bool passes;
};

constexpr Crossing crossings[] = {
    {"same origin", "same-origin", "https://lyhord.example", "lyhord.example", true},
    {"same origin without Origin", "same-origin", "", "lyhord.example", true},
    {"another site", "cross-site", "https://evil.example", "lyhord.example", false},
    {"another site that forges Origin",
     "cross-site",
     "https://lyhord.example",
     "lyhord.example",
     false},
    {"a sibling", "same-site", "https://www.lyhord.example", "lyhord.example", false},
    {"a bookmark", "none", "", "lyhord.example", false},
    {"an old browser", "", "https://lyhord.example", "lyhord.example", true},
    {"an old browser with a port", "", "https://lyhord.example:8443", "lyhord.example:8443", true},
    {"an old browser elsewhere", "", "https://evil.example", "lyhord.example", false},
    {"another port", "", "https://lyhord.example:8443", "lyhord.example", false},
    {"not encrypted", "", "http://lyhord.example", "lyhord.example", false},
    {"an opaque origin", "", "null", "lyhord.example", false},
    {"neither header", "", "", "lyhord.example", false},
    {"no host", "", "https://", "", false},
};

TEST(StaffForms, OnlyAFormOfOursIsTaken) {
    StaffSite site;
    const std::string admin = site.cookie_of(Role::admin);
    const std::string setup =
        "/staff/setup/" +
        site.access.accounts.add(access::Actor::console(), "ny", Role::analyst).value();
    for (const Crossing& crossing : crossings) {
        for (const std::string& path :
             {std::string("/staff/login"), std::string("/staff/konton"), setup}) {
            http::Request request = site.form(path, "name=x", admin);
            request.fetch_site = crossing.fetch_site;
            request.origin = crossing.origin;
            request.host = crossing.host;
            const http::Response response = site.send(request);
            // What passes is refused for what it says: no such action, no password.
            const bool refused_as_foreign =
                response.status == 403 &&
                response.body.find("annan webbplats") != std::string::npos;
            EXPECT_EQ(refused_as_foreign, !crossing.passes) << crossing.name << " " << path;
        }
    }
}

TEST(StaffForms, SignOutFromAnotherSiteDoesNothing) {
    StaffSite site;
    const std::string cookie = site.cookie_of(Role::analyst);
    http::Request request = site.form("/staff/logout", "", cookie);
    request.fetch_site = "cross-site";
    EXPECT_EQ(site.send(request).status, 403);
    EXPECT_EQ(site.get("/staff", cookie).status, 200);
}

}  // namespace
}  // namespace lyhord::api
