// Everything else that anybody may read: the pages, the questionnaire as JSON, and the service's
// health.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario.h"

namespace lyhord::tests {
namespace {

TEST(PublicPages, ShowWhatIsOpen) {
    Site site;
    run(site,
        {{.name = "nothing yet",
          .path = "/",
          .body_has = {"Det finns ingen öppen dialog just nu."},
          .body_lacks = {"/d/"}}});
    site.open_demo();
    run(site,
        {{.name = "front", .path = "/", .body_has = {"/d/trygghet-harnosand?lang=sv"}},
         {.name = "front in English", .path = "/?lang=en", .body_has = {"How safe do you feel"}},
         {.name = "dialogue",
          .path = "/d/trygghet-harnosand",
          .body_has = {"Kommunstyrelsen, Härnösands kommun", "KS 26-000", "020-50 50 50"}},
         {.name = "no such dialogue", .path = "/d/annan", .status = 404},
         {.name = "results", .path = "/r/trygghet-harnosand", .body_has = {"Dialogen pågår."}},
         {.name = "no such results", .path = "/r/annan", .status = 404},
         {.name = "integrity", .path = "/integritet", .body_has = {"Så skyddas ditt svar"}},
         {.name = "withdrawal", .path = "/aterkalla"}});
}

TEST(PublicPages, SayWhereAClosedDialogueStands) {
    Site site;
    site.open_demo();
    ASSERT_TRUE(site.service().lifecycle.close(demo).has_value());
    run(site,
        {{.name = "front", .path = "/", .body_lacks = {"/d/trygghet-harnosand"}},
         {.name = "dialogue",
          .path = "/d/trygghet-harnosand",
          .status = 410,
          .body_has = {"Dialogen är stängd", "/r/trygghet-harnosand"}},
         {.name = "its document",
          .path = "/api/v1/dialogues/trygghet-harnosand",
          .status = 410,
          .body_has = {"urn:lyhord:problem:closed"}},
         {.name = "results",
          .path = "/r/trygghet-harnosand",
          .body_has = {"Dialogen är stängd och svaren räknas ihop."}}});
}

TEST(PublicPages, TellThePublicNoSmallNumber) {
    Site site;
    site.open_demo();
    for (int i = 0; i < 7; ++i) {
        site.submit(R"({"q2_trygg_kvall":"vet_ej"})", site.new_key());
    }
    site.settle_demo();
    run(site,
        {{.name = "results",
          .path = "/r/trygghet-harnosand",
          .body_has = {"Färre än 10 svar ingår."},
          .body_lacks = {"7 svar"}}});
}

TEST(PublicPages, SetNoCookieAndNameNoOtherSite) {
    Site site;
    site.open_demo();
    for (const std::string path :
         {"/", "/d/trygghet-harnosand", "/r/trygghet-harnosand", "/integritet", "/aterkalla"}) {
        const http::Response response = site.get(path);
        EXPECT_EQ(header_of(response, "Set-Cookie"), "") << path;
        EXPECT_THAT(response.body, testing::Not(testing::HasSubstr("src="))) << path;
        EXPECT_THAT(response.body, testing::Not(testing::HasSubstr("<script"))) << path;
        EXPECT_THAT(response.body, testing::Not(testing::HasSubstr("stylesheet"))) << path;
    }
}

TEST(DialogueDocument, IsTheQuestionnaireWithAFormToken) {
    Site site;
    site.open_demo();
    const http::Response response = site.get("/api/v1/dialogues/trygghet-harnosand");
    const auto document = base::Json::parse(response.body);
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(*document->find("version")->as_integer(), 1);
    EXPECT_FALSE(document->find("form")->as_string()->empty());
    EXPECT_EQ(document->find("questions")->as_array()->size(), 13U);
    EXPECT_EQ(header_of(response, "Cache-Control"), "no-cache");
    run(site,
        {{.name = "no such dialogue",
          .path = "/api/v1/dialogues/annan",
          .status = 404,
          .body_has = {"urn:lyhord:problem:not-found"}}});
}

TEST(Health, IsToldToWhomeverAsks) {
    Site site;
    run(site,
        {{.name = "health", .path = "/healthz", .body_has = {"ok"}},
         {.name = "readiness", .path = "/readyz", .body_has = {"ready"}},
         {.name = "description",
          .path = "/api/v1/openapi.json",
          .body_has = {R"("openapi": "3.1.)"},
          .headers_back = {{"Cache-Control", "public, max-age=300"}}}});
}

}  // namespace
}  // namespace lyhord::tests
