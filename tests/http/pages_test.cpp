// Everything else that anybody may read: the pages, the questionnaire as JSON, and the service's
// health.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario.h"
#include "support/count_of.h"

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
         {.name = "accessibility",
          .path = "/tillganglighet",
          .body_has = {"Det här är ett exempel och ingens redogörelse.",
                       "[kommunens namn]",
                       "dialoger om trygghet",
                       "delvis förenlig",
                       "inte granskade av en människa",
                       "bedömningen gjordes 2026-11-22",
                       "uppdaterades senast 2026-11-22",
                       "Vi har testat själva",
                       "mailto:tillganglighet@example.se",
                       "https://www.digg.se/tdosanmalan",
                       "oskäligt betungande",
                       "undantaget från lagens krav"}},
         {.name = "accessibility in English",
          .path = "/tillganglighet?lang=en",
          .body_has = {"This is an example"},
          .body_lacks = {"Härnösand"}},
         {.name = "paper",
          .path = "/d/trygghet-harnosand/skriv-ut",
          .body_has = {"Skriv inte ditt namn.",
                       "grupper om minst 5 svar",
                       "Svara bara om du svarade Annat på fråga 3."},
          .body_lacks = {"<input", "<form"}},
         {.name = "paper of no dialogue", .path = "/d/annan/skriv-ut", .status = 404},
         {.name = "front in Arabic",
          .path = "/?lang=ar",
          .body_has = {"dir=\"rtl\"", "هذه الترجمة أعدّها حاسوب"}},
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
         {.name = "paper",
          .path = "/d/trygghet-harnosand/skriv-ut",
          .status = 410,
          .body_has = {"Dialogen är stängd"}},
         {.name = "its document",
          .path = "/api/v1/dialogues/trygghet-harnosand",
          .status = 410,
          .body_has = {"urn:lyhord:problem:closed"}},
         {.name = "results",
          .path = "/r/trygghet-harnosand",
          .body_has = {"Dialogen är stängd och svaren räknas ihop."}}});
}

TEST(PublicPages, SayThatARoundHasNotOpenedYet) {
    Site site;
    rounds::OpenOptions terms = site.terms();
    terms.opens_at = site.clock().today().plus(3);
    site.open_demo(terms);
    run(site,
        {{.name = "results",
          .path = "/r/trygghet-harnosand",
          .body_has = {"Dialogen har inte öppnat än.", "<dt>Öppnar</dt>", "<dt>Stänger</dt>"},
          .body_lacks = {"Dialogen pågår", "Öppnade", "/d/trygghet-harnosand"}}});
    site.clock().advance_days(4);
    run(site,
        {{.name = "results, opened",
          .path = "/r/trygghet-harnosand",
          .body_has = {"Dialogen pågår.", "<dt>Öppnade</dt>", "/d/trygghet-harnosand"}}});
}

TEST(PublicPages, KeepTheResultOfARoundWhileTheNextOneRuns) {
    Site site;
    site.open_demo();
    for (int i = 0; i < 12; ++i) {
        site.submit(R"({"q2_trygg_kvall":"vet_ej"})", site.new_key());
    }
    site.settle_demo();
    rounds::OpenOptions terms = site.terms();
    terms.opens_at = site.clock().today().plus(3);
    const std::string opens = terms.opens_at->text();
    site.open_demo(terms);
    const std::string path = "/r/trygghet-harnosand";
    const std::string result = "12 svar ingår.";
    run(site,
        {{.name = "scheduled",
          .path = path,
          .body_has = {result, "En ny omgång av dialogen öppnar " + opens, "<dt>Stängde</dt>"},
          .body_lacks = {"/d/trygghet-harnosand"}}});
    site.clock().advance_days(4);
    run(site,
        {{.name = "open",
          .path = path,
          .body_has = {result, "En ny omgång av dialogen pågår nu.", "/d/trygghet-harnosand"}}});
    site.clock().advance_days(12);
    run(site,
        {{.name = "closed",
          .path = path,
          .body_has = {result, "En ny omgång av dialogen är stängd"},
          .body_lacks = {"/d/trygghet-harnosand"}}});
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
        EXPECT_EQ(count_of(response.body, "src="), count_of(response.body, " src=\"/static/"));
        EXPECT_EQ(count_of(response.body, "<script"), count_of(response.body, "<script src="));
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
    run(site,
        {{.name = "no such dialogue",
          .path = "/api/v1/dialogues/annan",
          .status = 404,
          .body_has = {"urn:lyhord:problem:not-found"}}});
}

TEST(DialogueDocument, LeavesOutNotesButNoCondition) {
    Site site;
    ASSERT_TRUE(site.service().lifecycle.import_dialogue(R"({
        "id": "prov", "version": 1, "language": "sv", "title": "Prov", "note": "hemlig",
        "privacy_notice": {"controller": "K", "legal_basis": "L", "retention": "R", "contact": "D",
                           "note": "hemlig"},
        "questions": [
            {"id": "source", "type": "single", "text": "?", "source": "hemlig", "options": [
                {"id": "ja", "text": "Ja", "note": "hemlig"}, {"id": "nej", "text": "Nej"}]},
            {"id": "note", "type": "matrix", "text": "?", "options": [
                {"id": "ja", "text": "Ja"}, {"id": "nej", "text": "Nej"}],
             "rows": [{"id": "r", "text": "R", "note": "hemlig"}]},
            {"id": "q3", "type": "text", "text": "?", "show_if": {"source": ["ja"]}}]})"));
    rounds::OpenOptions terms = site.terms();
    terms.decision_ref = "KS 26-001";
    ASSERT_TRUE(site.service().lifecycle.open("prov", terms).has_value());
    run(site,
        {{.name = "document",
          .path = "/api/v1/dialogues/prov",
          .body_has = {R"("show_if":{"source":["ja"]})", R"("id":"note")"},
          .body_lacks = {"hemlig"}}});
}

TEST(Health, IsToldToWhomeverAsks) {
    Site site;
    run(site,
        {{.name = "health", .path = "/healthz", .body_has = {"ok"}},
         {.name = "readiness", .path = "/readyz", .body_has = {"ready"}},
         {.name = "description",
          .path = "/api/v1/openapi.json",
          .body_has = {R"("openapi": "3.1.)"},
          .headers_back = {{"Cache-Control", "public, no-cache"}}}});
}

}  // namespace
}  // namespace lyhord::tests
