// Staff: signing in, what each role may see, and what leaves a trace.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario.h"

namespace lyhord::tests {
namespace {

using domain::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string downloads = "/api/v1/staff/dialogues/" + std::string(demo);

Scenario get(std::string name, std::string path, int status, const std::string& cookie = "") {
    return {.name = std::move(name),
            .path = std::move(path),
            .headers = {{"Cookie", cookie}},
            .status = status};
}

Scenario by_token(std::string name, std::string path, int status, const std::string& token) {
    return {.name = std::move(name),
            .path = std::move(path),
            .headers = {{"Authorization", token}},
            .status = status};
}

TEST(Downloads, NeedASession) {
    Site site;
    site.open_demo();
    for (const std::string file : {"/tables.json", "/tables.csv", "/themes.json"}) {
        Scenario nobody = get("nobody", downloads + file, 401);
        nobody.body_has = {"urn:lyhord:problem:unauthorized"};
        nobody.headers_back = {{"WWW-Authenticate", "Bearer"}};
        run(site,
            {nobody,
             get("a made-up cookie", downloads + file, 401, "__Host-lyhord=" + site.new_key()),
             by_token("a made-up token", downloads + file, 401, "Bearer lyh_" + site.new_key()),
             by_token("no token", downloads + file, 401, "Bearer "),
             by_token("another scheme", downloads + file, 401, "Basic YTpi")});
    }
}

TEST(Downloads, AreForTheRolesThatNeedThem) {
    Site site;
    site.open_demo();
    for (const auto& [role, status] : {std::pair(Role::analyst, 200),
                                       std::pair(Role::coordinator, 200),
                                       std::pair(Role::police, 200),
                                       std::pair(Role::admin, 403)}) {
        const std::string cookie = site.sign_in(role);
        const std::string name(domain::role_name(role));
        run(site,
            {get(name, downloads + "/tables.json", status, cookie),
             get(name, downloads + "/tables.csv", status, cookie),
             get(name, downloads + "/themes.json", status, cookie)});
    }
}

TEST(Downloads, FollowTheScopeOfATokenAndItsRevocation) {
    Site site;
    site.open_demo();
    const std::string token = site.token(Role::analyst, demo);
    run(site,
        {by_token("its dialogue", downloads + "/tables.json", 200, token),
         by_token("another dialogue", "/api/v1/staff/dialogues/annan/tables.json", 403, token)});
    const auto tokens = site.service().access.tokens.list("analyst.1").value();
    ASSERT_EQ(tokens.size(), 1U);
    ASSERT_TRUE(site.service()
                    .access.tokens.revoke(access::Actor::console(), "analyst.1", tokens[0].id)
                    .has_value());
    run(site, {by_token("revoked", downloads + "/tables.json", 401, token)});
}

TEST(Downloads, OfAnAccountThatIsShutAreRefused) {
    Site site;
    site.open_demo();
    const std::string cookie = site.sign_in(Role::analyst);
    ASSERT_TRUE(
        site.service().access.accounts.disable(access::Actor::console(), "analyst.1").has_value());
    run(site, {get("shut", downloads + "/tables.json", 401, cookie)});
}

TEST(Downloads, ATokenOpensNoPage) {
    Site site;
    run(site, {by_token("overview", "/staff", 303, site.token(Role::coordinator))});
}

TEST(Downloads, OfWhatIsNotThereAreNotFound) {
    Site site;
    site.open_demo();
    const std::string cookie = site.sign_in(Role::analyst);
    run(site,
        {get("another dialogue", "/api/v1/staff/dialogues/annan/tables.json", 404, cookie),
         get("another round", downloads + "/tables.json?round=2", 404, cookie),
         get("this round", downloads + "/tables.json?round=1", 200, cookie),
         get("another format", downloads + "/tables.txt", 404, cookie)});
}

TEST(StaffPages, LeadNobodyToSignIn) {
    Site site;
    for (const std::string path : {"/staff", "/staff/konton", "/staff/audit"}) {
        Scenario scenario = get(path, path, 303);
        scenario.headers_back = {{"Location", "/staff/login"}};
        run(site, {scenario});
    }
}

TEST(StaffPages, ShowEachRoleItsOwn) {
    Site site;
    site.open_demo();
    const std::string admin = site.sign_in(Role::admin);
    const std::string analyst = site.sign_in(Role::analyst);
    const std::string police = site.sign_in(Role::police);
    run(site,
        {get("an admin's accounts", "/staff/konton", 200, admin),
         get("an admin's log", "/staff/audit", 200, admin),
         get("an analyst's accounts", "/staff/konton", 403, analyst),
         get("an analyst's log", "/staff/audit", 403, analyst),
         get("a police officer's log", "/staff/audit", 403, police),
         get("an analyst's overview", "/staff", 200, analyst)});
    EXPECT_THAT(site.get("/staff", analyst).body, HasSubstr("Hur trygg är du i Härnösand?"));
    EXPECT_THAT(site.get("/staff", admin).body, Not(HasSubstr("Hur trygg är du i Härnösand?")));
}

TEST(StaffPages, RemindOfADisposalThirtyDaysBeforeItsDay) {
    Site site;
    site.open_demo();
    const std::string sentence =
        "Texterna ska gallras senast " + site.clock().today().plus(100).text();
    site.settle_demo();
    site.clock().advance_days(69);
    const std::string words = "Texterna ska gallras";
    EXPECT_THAT(site.get("/staff", site.sign_in(Role::analyst)).body, Not(HasSubstr(words)));
    site.clock().advance_days(1);
    EXPECT_THAT(site.get("/staff", site.sign_in(Role::analyst)).body, HasSubstr(sentence));
    EXPECT_THAT(site.get("/staff", site.sign_in(Role::admin)).body, Not(HasSubstr(words)));
    site.clock().advance_days(31);
    EXPECT_THAT(site.get("/staff", site.sign_in(Role::analyst)).body, HasSubstr(sentence));
    operations::Disposal disposal(*site.service().store, site.service().directory);
    ASSERT_TRUE(disposal.run("KS 2030/17", site.clock().today()).has_value());
    EXPECT_THAT(site.get("/staff", site.sign_in(Role::analyst)).body, Not(HasSubstr(words)));
}

TEST(StaffPages, AreNeverKeptByABrowserOrAProxy) {
    Site site;
    const std::string cookie = site.sign_in(Role::admin);
    for (const std::string path : {"/staff/login", "/staff", "/staff/konton", "/staff/audit"}) {
        EXPECT_EQ(header_of(site.get(path, cookie), "Cache-Control"), "no-store") << path;
    }
}

TEST(SignIn, GoesFromTheSetUpLinkToTheOverview) {
    Site site;
    const auto token =
        site.service().access.accounts.add(access::Actor::console(), "anna", Role::coordinator);
    const std::string link = "/staff/setup/" + token.value();
    EXPECT_THAT(site.get(link).body, HasSubstr("anna"));
    const Fields chosen{{"password", std::string(password)}, {"repeated", std::string(password)}};
    EXPECT_EQ(header_of(site.post_form(link, chosen), "Location"), "/staff/login?ready=1");
    EXPECT_EQ(site.get(link).status, 404);
    EXPECT_EQ(site.post_form(link, chosen).status, 404);

    const http::Response entered =
        site.post_form("/staff/login", {{"name", "anna"}, {"password", std::string(password)}});
    EXPECT_EQ(entered.status, 303);
    const std::string cookie = header_of(entered, "Set-Cookie");
    EXPECT_THAT(cookie, testing::StartsWith("__Host-lyhord="));
    EXPECT_THAT(cookie, HasSubstr("Path=/; Secure; HttpOnly; SameSite=Strict"));
    const std::string session = cookie.substr(0, cookie.find(';'));
    EXPECT_EQ(site.get("/staff", session).status, 200);
    EXPECT_EQ(site.post_form("/staff/logout", {}, session).status, 303);
    EXPECT_EQ(site.get("/staff", session).status, 303);
}

TEST(SignIn, RefusesAPasswordThatIsShortOrTypedDifferently) {
    Site site;
    const std::string link =
        "/staff/setup/" +
        site.service().access.accounts.add(access::Actor::console(), "anna", Role::analyst).value();
    EXPECT_EQ(site.post_form(link, {{"password", "kort"}, {"repeated", "kort"}}).status, 422);
    EXPECT_EQ(site.post_form(link, {{"password", std::string(password)}, {"repeated", "x"}}).status,
              422);
    EXPECT_EQ(site.get(link).status, 200);
}

TEST(SignIn, SaysTheSameForAWrongNameAndAWrongPassword) {
    Site site;
    site.sign_in(Role::analyst);
    const auto page = [&site](const std::string& name) {
        const http::Response response =
            site.post_form("/staff/login", {{"name", name}, {"password", "fel lösenord här"}});
        EXPECT_EQ(response.status, 403);
        std::string body = response.body;
        const std::size_t at = body.find(name);
        return at == std::string::npos ? body : body.erase(at, name.size());
    };
    EXPECT_EQ(page("analyst.1"), page("analyst.9"));
}

TEST(SignIn, RefusesAPostFromAnotherSite) {
    Site site;
    const auto post = [](std::string name, const std::pair<std::string, std::string>& header) {
        return Scenario{.name = std::move(name),
                        .method = http::Method::post,
                        .path = "/staff/login",
                        .body = "name=a&password=b",
                        .headers = {as_form, header},
                        .status = 403};
    };
    Scenario from_here = post("from our own page", {"Origin", "https://lyhord.example"});
    from_here.body_has = {"Det gick inte att logga in"};
    Scenario from_there = post("from another site", {"Sec-Fetch-Site", "cross-site"});
    from_there.body_lacks = {"Det gick inte att logga in"};
    Scenario from_nowhere = post("from nowhere", {"Origin", ""});
    from_nowhere.body_lacks = {"Det gick inte att logga in"};
    run(site, {from_here, from_there, from_nowhere});
}

TEST(SignIn, EndsByItself) {
    Site site;
    const std::string cookie = site.sign_in(Role::analyst);
    site.clock().advance_seconds(3500);
    EXPECT_EQ(site.get("/staff", cookie).status, 200);
    site.clock().advance_seconds(3700);
    EXPECT_EQ(site.get("/staff", cookie).status, 303);
}

TEST(Audit, TellsWhoTookWhichRelease) {
    Site site;
    site.open_demo();
    const std::string cookie = site.sign_in(Role::coordinator);
    ASSERT_EQ(site.get(downloads + "/tables.csv", cookie).status, 200);
    EXPECT_THAT(site.get("/staff/audit", cookie).body,
                testing::AllOf(HasSubstr("coordinator.1"), HasSubstr("laddade ned tabeller, CSV")));
}

TEST(Audit, TellsNothingOfResidents) {
    Site site;
    site.open_demo();
    const std::string cookie = site.sign_in(Role::coordinator);
    const auto before = site.service().store->audit(500).value().size();
    ASSERT_EQ(site.submit(R"({"q11_forslag":"Fler lampor"})", site.new_key()).status, 201);
    EXPECT_EQ(site.withdraw("AAAAAAAAAAAAAAAA"), 204);
    EXPECT_EQ(site.service().store->audit(500).value().size(), before);
}

}  // namespace
}  // namespace lyhord::tests
