// The pages of staff: what they show, and to whom.
#include <filesystem>
#include <regex>
#include <set>

#include "base/limits.h"
#include "staff_site.h"

namespace lyhord::api {
namespace {

using domain::Role;
using testing::demo_slug;
using testing::header_of;
using testing::StaffSite;

bool has(const http::Response& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
}

TEST(StaffPages, AreSwedishTitledAndNeverKeptByABrowser) {
    StaffSite site;
    site.open_dialogue();
    const std::string admin = site.cookie_of(Role::admin);
    const std::vector<std::pair<std::string_view, std::string_view>> titles{
        {"/staff", "<title>Dialoger – Lyhörd</title>"},
        {"/staff/login", "<title>Logga in – Lyhörd</title>"},
        {"/staff/audit", "<title>Logg – Lyhörd</title>"},
        {"/staff/konton", "<title>Konton – Lyhörd</title>"},
        {"/staff/setup/x", "<title>Det gick inte – Lyhörd</title>"},
    };
    for (const auto& [path, title] : titles) {
        const http::Response response = site.get(path, admin);
        EXPECT_TRUE(has(response, title)) << path;
        EXPECT_TRUE(has(response, "<html lang=\"sv\"")) << path;
        EXPECT_EQ(header_of(response, "Cache-Control"), "no-store") << path;
        EXPECT_EQ(header_of(response, "Referrer-Policy"), "same-origin") << path;
        EXPECT_FALSE(has(response, "<script")) << path;
    }
}

TEST(StaffPages, TheOverviewShowsDialoguesToThoseWhoReadTables) {
    StaffSite site;
    site.open_dialogue();
    const http::Response analyst = site.get("/staff", site.cookie_of(Role::analyst));
    EXPECT_TRUE(has(analyst, "Hur trygg är du i Härnösand?"));
    EXPECT_TRUE(has(analyst, "Öppen"));
    EXPECT_TRUE(has(analyst, site.clock.today().plus(30).text()));
    EXPECT_TRUE(has(analyst, "/tables.csv?round=1"));
    EXPECT_FALSE(has(analyst, "/staff/konton"));
    EXPECT_FALSE(has(analyst, "/staff/audit"));

    const http::Response admin = site.get("/staff", site.cookie_of(Role::admin));
    EXPECT_FALSE(has(admin, "Hur trygg är du i Härnösand?"));
    EXPECT_FALSE(has(admin, "tables"));
    EXPECT_TRUE(has(admin, "/staff/konton"));
    EXPECT_TRUE(has(admin, "/staff/audit"));
}

TEST(StaffPages, TheAuditPageTellsEverythingInSwedish) {
    StaffSite site;
    site.open_dialogue();
    const std::string analyst = site.cookie_of(Role::analyst);
    ASSERT_EQ(site.get("/api/v1/staff/dialogues/" + std::string(demo_slug) + "/tables.csv", analyst)
                  .status,
              200);
    ASSERT_EQ(site.post("/staff/login", "name=ingen&password=fel").status, 403);
    const http::Response page = site.get("/staff/audit", site.cookie_of(Role::coordinator));
    for (const std::string_view text : {"<td>loggade in</td>",
                                        "<td>misslyckad inloggning</td>",
                                        "<td>valde lösenord</td>",
                                        "<td>lade till konto</td>",
                                        "<td>laddade ned tabeller, CSV</td>",
                                        "<td>trygghet-harnosand/1/0</td>",
                                        "<td>kommandoraden</td>"}) {
        EXPECT_TRUE(has(page, text)) << text;
    }
    EXPECT_FALSE(has(page, "sign-in"));
}

TEST(StaffAccounts, AddingShowsTheLinkOnceAndItWorks) {
    StaffSite site;
    const std::string admin = site.cookie_of(Role::admin);

    const http::Response added =
        site.post("/staff/konton", "action=add&name=anna&role=analyst", admin);

    ASSERT_EQ(added.status, 200);
    const std::string_view before = "<code>https://lyhord.example";
    const std::size_t at = added.body.find(before);
    ASSERT_NE(at, std::string::npos);
    const std::string path = added.body.substr(at + before.size(), 56);
    EXPECT_EQ(path.substr(0, 13), "/staff/setup/");
    EXPECT_EQ(site.get(path).status, 200);
    const http::Response later = site.get("/staff/konton", admin);
    EXPECT_FALSE(has(later, "/staff/setup/"));
    EXPECT_TRUE(has(later, "har inte valt lösenord"));
    EXPECT_EQ(site.last_audited(), "admin.anna | account added | anna analyst");
}

// Every text that is recorded somewhere in service/, as it stands in the source.
std::set<std::string> recorded_texts() {
    const std::regex literal(
        R"re((?:\b(?:record|change_factor|noted|decided|entry)\(|\.audited = )[^";]*"([^"]+)")re");
    std::set<std::string> texts;
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(LYHORD_SOURCE "/service")) {
        if (file.path().extension() != ".cpp") {
            continue;
        }
        const std::string source =
            testing::source_text(std::filesystem::relative(file.path(), LYHORD_SOURCE).string());
        for (std::sregex_iterator found(source.begin(), source.end(), literal), end; found != end;
             ++found) {
            texts.insert((*found)[1]);
        }
    }
    return texts;
}

TEST(StaffAudit, HasASwedishTextForEverythingThatIsRecorded) {
    const std::set<std::string> texts = recorded_texts();
    EXPECT_GE(texts.size(), 27U);
    for (const std::string text : {"disposal of texts",
                                   "round opened",
                                   "text redacted again",
                                   "approved comment withheld"}) {
        EXPECT_TRUE(texts.contains(text)) << text;
    }
    for (const std::string& text : texts) {
        const std::string key = "staff_what_" + std::regex_replace(text, std::regex("[^a-z]"), "_");
        EXPECT_NE(testing::staff_pages().text("sv", key), key) << text;
    }
}

TEST(StaffAudit, NamesARoleInSwedish) {
    StaffSite site;
    site.hire("bo", Role::registrar);
    const http::Response page = site.get("/staff/audit", site.cookie_of(Role::coordinator));
    EXPECT_TRUE(has(page, "<td>bo, registrator</td>"));
    EXPECT_FALSE(has(page, "registrar<"));
}

TEST(StaffAudit, SaysThatNobodyIsKnown) {
    StaffSite site;
    ASSERT_EQ(site.post("/staff/login", "name=ingen&password=fel").status, 403);
    EXPECT_TRUE(has(site.get("/staff/audit", site.cookie_of(Role::coordinator)),
                    "<td>okänd</td><td>misslyckad inloggning</td>"));
}

TEST(StaffAccounts, ASetUpLinkIsAtTheConfiguredAddress) {
    StaffSite site;
    site.services.public_url = "https://dialog.kommun.example";
    const http::Response added = site.post(
        "/staff/konton", "action=add&name=anna&role=analyst", site.cookie_of(Role::admin));
    EXPECT_TRUE(has(added, "<code>https://dialog.kommun.example/staff/setup/"));
    EXPECT_FALSE(has(added, "lyhord.example"));
}

TEST(StaffAccounts, AMistakeIsToldAtItsFieldAndKeepsWhatWasTyped) {
    StaffSite site;
    const std::string admin = site.cookie_of(Role::admin);
    const http::Response name =
        site.post("/staff/konton", "action=add&name=Fel+Namn&role=police", admin);
    EXPECT_TRUE(has(name, "<a href=\"#new-name\">Ett användarnamn är"));
    EXPECT_TRUE(has(name, "id=\"new-name\" value=\"Fel Namn\""));
    EXPECT_TRUE(
        has(name, "aria-describedby=\"new-name-help new-name-problem\" aria-invalid=\"true\""));
    EXPECT_TRUE(has(name, "<option value=\"police\" selected>"));

    const http::Response taken =
        site.post("/staff/konton", "action=add&name=admin.anna&role=analyst", admin);
    EXPECT_TRUE(has(taken, "<a href=\"#new-name\">Det finns redan ett konto"));
    EXPECT_TRUE(has(taken, "value=\"admin.anna\" autocomplete"));

    const http::Response role = site.post("/staff/konton", "action=add&name=bo&role=kung", admin);
    EXPECT_TRUE(has(role, "<a href=\"#new-role\">Välj en roll"));
    EXPECT_TRUE(has(role, "aria-describedby=\"new-role-problem\" aria-invalid=\"true\""));
    EXPECT_TRUE(has(role, "id=\"new-name\" value=\"bo\""));
}

TEST(StaffAccounts, ShowsTheRoleOfEachAccountAndNotThatOfTheReader) {
    StaffSite site;
    const std::string admin = site.cookie_of(Role::admin);
    site.hire("bo", Role::police);
    const http::Response page = site.get("/staff/konton", admin);
    const std::size_t row = page.body.find("<th scope=\"row\">bo</th>");
    ASSERT_NE(row, std::string::npos);
    EXPECT_EQ(page.body.substr(row, 60).find("administratör"), std::string::npos);
    EXPECT_NE(page.body.substr(row, 60).find("polis"), std::string::npos);
}

TEST(StaffAccounts, DisablesEnablesAndResets) {
    StaffSite site;
    const std::string admin = site.cookie_of(Role::admin);
    const std::string analyst = site.cookie_of(Role::analyst);

    EXPECT_EQ(site.post("/staff/konton", "action=disable&name=analyst.anna", admin).status, 303);
    EXPECT_EQ(site.get("/staff", analyst).status, 303);
    EXPECT_TRUE(has(site.get("/staff/konton", admin), "stängt"));
    EXPECT_EQ(site.post("/staff/konton", "action=enable&name=analyst.anna", admin).status, 303);
    const http::Response reset =
        site.post("/staff/konton", "action=reset&name=analyst.anna", admin);
    EXPECT_EQ(reset.status, 200);
    EXPECT_TRUE(has(reset, "/staff/setup/"));
}

TEST(StaffAccounts, RefusalsSayWhyAndShowThePage) {
    StaffSite site;
    const std::string admin = site.cookie_of(Role::admin);
    const auto post = [&](std::string_view body) {
        return site.post("/staff/konton", body, admin);
    };
    const http::Response last = post("action=disable&name=admin.anna");
    EXPECT_EQ(last.status, 409);
    EXPECT_TRUE(has(last, "sista administratören"));
    EXPECT_EQ(site.get("/staff", admin).status, 200);

    EXPECT_EQ(post("action=add&name=admin.anna&role=analyst").status, 409);
    EXPECT_EQ(post("action=add&name=Fel+Namn&role=analyst").status, 422);
    EXPECT_EQ(post("action=add&name=bo&role=kung").status, 422);
    EXPECT_EQ(post("action=reset&name=ingen").status, 422);
    EXPECT_EQ(post("action=elda&name=admin.anna").status, 422);
    EXPECT_EQ(post("").status, 422);
}

TEST(StaffAccounts, WhatIsTypedIsShownEscaped) {
    StaffSite site;
    const std::string admin = site.cookie_of(Role::admin);
    const http::Response login =
        site.post("/staff/login", "name=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E&password=x");
    EXPECT_FALSE(has(login, "<script"));
    const http::Response accounts =
        site.post("/staff/konton", "action=disable&name=%3Cscript%3E", admin);
    EXPECT_FALSE(has(accounts, "<script"));
}

}  // namespace
}  // namespace lyhord::api
