// What is said where no handler answers: problem documents to programs, pages to people, and the
// answers back to who was filling in a form.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "scenario.h"

namespace lyhord::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string page_path = "/d/" + std::string(demo);

std::string too_large() { return std::string(base::limits::form_bytes_max + 1, 'a'); }

TEST(Refusal, UnderTheInterfaceIsAProblemDocument) {
    Site site;
    site.open_demo();
    run(site,
        {{.name = "too large",
          .method = http::Method::post,
          .path = std::string(submissions),
          .body = too_large(),
          .headers = {{"Accept-Language", "en"}},
          .status = 413,
          .body_has = {"urn:lyhord:problem:too-large", "The content is too large"}},
         {.name = "no such address",
          .path = "/api/v1/dialoger",
          .status = 404,
          .body_has = {"urn:lyhord:problem:address", "Det finns inget på den adressen"}},
         {.name = "wrong method",
          .path = std::string(submissions),
          .status = 405,
          .body_has = {"urn:lyhord:problem:method"},
          .headers_back = {{"Allow", "POST"}}}});
    EXPECT_EQ(site.get("/api/v1/dialoger").content_type, "application/problem+json");
}

TEST(Refusal, OfAPageIsAPageInTheReadersLanguage) {
    Site site;
    run(site,
        {{.name = "mistyped",
          .path = "/finns-inte",
          .status = 404,
          .body_has = {"<h1>Sidan finns inte</h1>", "<html lang=\"sv\""}},
         {.name = "in English",
          .path = "/finns-inte",
          .headers = {{"Accept-Language", "en"}},
          .status = 404,
          .body_has = {"<h1>This page does not exist</h1>", "<html lang=\"en\""}},
         {.name = "too large",
          .method = http::Method::post,
          .path = "/aterkalla",
          .body = too_large(),
          .status = 413,
          .body_has = {"<h1>Det blev för mycket text</h1>"}},
         {.name = "staff",
          .method = http::Method::post,
          .path = "/staff/login",
          .body = too_large(),
          .status = 413,
          .headers_back = {{"Cache-Control", "no-store"}}}});
}

TEST(Refusal, OfADialogueKeepsItsHelp) {
    Site site;
    site.open_demo();
    run(site,
        {{.name = "too large",
          .method = http::Method::post,
          .path = page_path,
          .body = too_large(),
          .status = 413,
          .body_has = {"<h1>Det blev för mycket text</h1>", "020-50 50 50"}}});
}

http::Request sent_form(std::string_view target) {
    http::Request request = request_to(target);
    request.method = http::Method::post;
    request.content_type = "application/x-www-form-urlencoded";
    request.body = form_body({{"at", "review"},
                              {"go", "send"},
                              {"key", "AAAAAAAAAAAAAAAAAAAAAA"},
                              {"q.q6_plats", "Gångtunneln"}});
    return request;
}

TEST(Refusal, OfAFormThatWasNotAnsweredInTimeGivesTheAnswersBack) {
    Site site;
    site.open_demo();
    const http::Response response = site.refuse(sent_form(page_path), 503);
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(header_of(response, "Retry-After"), "30");
    EXPECT_THAT(response.body, HasSubstr("<h1 id=\"retry-title\">Svaret kom inte fram</h1>"));
    EXPECT_THAT(response.body, HasSubstr("name=\"q.q6_plats\" value=\"Gångtunneln\""));
    EXPECT_THAT(response.body, HasSubstr("name=\"key\" value=\"AAAAAAAAAAAAAAAAAAAAAA\""));
    EXPECT_THAT(response.body, HasSubstr("name=\"go\" value=\"send\""));
}

TEST(Refusal, ThatTimeHelpsSaysWhenToTryAgain) {
    Site site;
    site.open_demo();
    for (const std::string_view target :
         {submissions, std::string_view("/"), std::string_view("/d/x")}) {
        for (const int status : {429, 503}) {
            const http::Response response = site.refuse(request_to(target), status);
            EXPECT_EQ(response.status, status) << target;
            EXPECT_EQ(header_of(response, "Retry-After"), "30") << target;
        }
        EXPECT_EQ(header_of(site.refuse(request_to(target), 500), "Retry-After"), "") << target;
    }
}

TEST(Refusal, HasWordsForEveryStatus) {
    Site site;
    for (int status = 400; status < 600; ++status) {
        const http::Response problem = site.refuse(request_to(submissions), status);
        EXPECT_EQ(problem.status, status);
        EXPECT_THAT(problem.body, Not(HasSubstr("\"title\":\"problem_"))) << status;
        const http::Response page = site.refuse(request_to("/x"), status);
        EXPECT_EQ(page.status, status);
        EXPECT_THAT(page.body, Not(HasSubstr("_title"))) << status;
    }
}

TEST(Refusal, OfARequestThatCouldNotBeReadIsStillAPage) {
    Site site;
    site.open_demo();
    EXPECT_EQ(site.refuse({}, 400).status, 400);
    http::Request broken = sent_form(page_path);
    broken.body = "a=%zz";
    EXPECT_THAT(site.refuse(broken, 503).body, HasSubstr("Det går inte just nu"));
}

}  // namespace
}  // namespace lyhord::tests
