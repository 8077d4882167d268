// The page of results: what it says is what the downloads say, and a page refuses nothing in it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <regex>

#include "site.h"
#include "tables_reading.h"

namespace lyhord::tests {
namespace {

using base::Json;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view results = "/staff/resultat/trygghet-harnosand";
constexpr int people = 60;

std::string answers_of(int person) {
    std::string answers = R"({"q2_trygg_kvall":")";
    answers += person % 3 == 0 ? "mycket_otrygg" : "ganska_trygg";
    answers += person % 4 < 2 ? R"(","q4_orsak":["fort","morkt"])" : R"(","q4_orsak":["gang"])";
    answers += R"(,"q11_forslag":")";
    answers += person % 3 == 0 ? "Fler lampor" : "Sänk farten";
    answers += R"(","q1_area":")";
    answers += person % 2 == 0 ? "2280-CEN" : "2280-OVT";
    return answers + R"(","q12_alder":")" + (person < 30 ? "a25_44" : "a45_64") + R"("})";
}

class ResultsPage : public testing::Test {
protected:
    static void SetUpTestSuite() {
        site = std::make_unique<Site>();
        rounds::OpenOptions options = site->terms();
        options.expected_answers = 400;
        site->open_demo(options);
        for (int person = 0; person < people; ++person) {
            ASSERT_EQ(site->submit(answers_of(person), site->new_key()).status, 201);
        }
        cookie = site->sign_in(domain::Role::analyst);
        before = site->get(results, cookie).body;
        site->settle_demo();
    }
    static void TearDownTestSuite() { site.reset(); }

    static std::string page(std::string_view query) {
        return site->get(std::string(results) + std::string(query), cookie).body;
    }

    // The section of one question.
    static std::string section(std::string_view body, std::string_view question) {
        const std::size_t at = body.find("<h2 id=\"fraga-" + std::string(question) + "\"");
        EXPECT_NE(at, std::string_view::npos) << question;
        return std::string(body.substr(at, body.find("</section>", at) - at));
    }

    static std::size_t count(std::string_view body, std::string_view part) {
        std::size_t found = 0;
        for (std::size_t at = body.find(part); at != std::string_view::npos;
             at = body.find(part, at + 1)) {
            ++found;
        }
        return found;
    }

    static inline std::unique_ptr<Site> site;
    static inline std::string cookie;
    static inline std::string before;
};

TEST_F(ResultsPage, BeforeSettlementHasNoFigureAndTellsWhenTheyCome) {
    EXPECT_THAT(before, HasSubstr("Omgången är öppen."));
    EXPECT_THAT(before, HasSubstr("Den slutliga räkningen görs 20"));
    EXPECT_THAT(before,
                HasSubstr("Visas inte än. Alla frågor räknas på en gång, när omgången är slut. "
                          "Nästa räkning: 20"));
    EXPECT_THAT(before, Not(HasSubstr("<svg")));
    EXPECT_THAT(before, Not(HasSubstr("<table")));
}

TEST_F(ResultsPage, HasTheNumbersOfTheDownload) {
    const Json tables = site->tables();
    const std::string body = page("?round=1");
    const std::string cell = "</th><td>";
    for (const Json& question : *at(tables, "questions").as_array()) {
        if (number(question, "base") == 0) {
            continue;
        }
        const std::string shown = section(body, text(question, "id"));
        EXPECT_THAT(shown, HasSubstr("Källa: trygghet-harnosand, omgång 1, utgåva 1, minsta "));
        for (const Json& option : *at(question, "options").as_array()) {
            EXPECT_THAT(shown,
                        HasSubstr(text(option, "text") + cell +
                                  std::to_string(number(option, "count")) + "</td>"))
                << text(question, "id");
        }
    }
}

TEST_F(ResultsPage, ShowsAQuestionByTheDimensionAskedFor) {
    const std::string all = section(page(""), "q2_trygg_kvall");
    const std::string by_area = section(page("?by=q1_area"), "q2_trygg_kvall");
    EXPECT_EQ(count(all, "<svg "), 1U);
    EXPECT_EQ(count(by_area, "<svg "), 2U);
    EXPECT_THAT(by_area, HasSubstr("<th scope=\"row\">Centrum</th><td>30</td>"));
    EXPECT_THAT(all, Not(HasSubstr("Centrum")));
    EXPECT_EQ(section(page("?by=finns-inte"), "q2_trygg_kvall"), all);
}

// Fifteen columns are cut off on paper.
TEST_F(ResultsPage, TurnsATableThatIsTooWide) {
    const std::string causes = section(page("?by=q1_area"), "q4_orsak");
    EXPECT_THAT(causes, HasSubstr("<th scope=\"col\">Svar</th><th scope=\"col\">Centrum</th>"));
    EXPECT_THAT(causes, HasSubstr("<th scope=\"row\">Svarande</th><td>30</td>"));
    EXPECT_THAT(causes, HasSubstr("<th scope=\"row\">Bilar kör för fort</th><td>50 %</td>"));
}

TEST_F(ResultsPage, SaysWhereEveryNumberComesFrom) {
    const std::string body = page("");
    EXPECT_THAT(section(body, "q2_trygg_kvall"),
                HasSubstr("Källa: trygghet-harnosand, omgång 1, utgåva 1, minsta grupp 5, "
                          "frågeformulär version 1"));
    EXPECT_THAT(section(body, "q2_trygg_kvall"),
                HasSubstr("fråga q2_trygg_kvall, mått otrygg_kvall."));
}

TEST_F(ResultsPage, TellsWhoTookPartByEveryDimension) {
    const std::string taking_part = section(page(""), "deltagande");
    EXPECT_THAT(taking_part, HasSubstr("<th scope=\"row\">25–44 år</th><td>30</td>"));
    EXPECT_THAT(taking_part, HasSubstr("<th scope=\"row\">Centrum</th><td>30</td>"));
}

TEST_F(ResultsPage, LeadsToEveryDownloadOfItsRoundAndToTheMethod) {
    const std::string body = page("?round=1");
    for (const std::string_view file : {"report.zip",
                                        "tables.xlsx",
                                        "tables-excel.csv",
                                        "tables.csv",
                                        "tables.json",
                                        "themes.json"}) {
        EXPECT_THAT(body, HasSubstr("/" + std::string(file) + "?round=1\""));
    }
    EXPECT_THAT(body, HasSubstr("/staff/metod/trygghet-harnosand?round=1"));
    const std::string method = site->get("/staff/metod/trygghet-harnosand?round=1", cookie).body;
    EXPECT_THAT(method, HasSubstr("<h1>Metod: Hur trygg är du i Härnösand?</h1>"));
    EXPECT_THAT(method, HasSubstr("<h2>Kända svagheter</h2>"));
}

TEST_F(ResultsPage, LeadsOnlyCoordinatorsToTexts) {
    const std::string link = "/staff/texter/trygghet-harnosand?round=1&amp;of=approved";
    EXPECT_THAT(page(""), Not(HasSubstr(link)));
    const std::string siv = site->sign_in(domain::Role::coordinator);
    EXPECT_THAT(site->get(results, siv).body, HasSubstr(link));
}

// CSP refuses inline styles and scripts, and an empty drawing would be a hole in the page.
TEST_F(ResultsPage, HasNothingThatItsPolicyRefuses) {
    const std::string body = page("?by=q12_alder");
    EXPECT_THAT(body, Not(HasSubstr(" style=")));
    EXPECT_FALSE(std::regex_search(body, std::regex(R"(<script(?! src="/static/))")));
    EXPECT_THAT(body, Not(HasSubstr("data-drawing")));
}

TEST_F(ResultsPage, IsMissingOfARoundThatIsNone) {
    for (const std::string_view query : {"?round=2", "?round=x", "?round=0"}) {
        EXPECT_EQ(site->get(std::string(results) + std::string(query), cookie).status, 404);
    }
    EXPECT_EQ(site->get("/staff/resultat/annan", cookie).status, 404);
    EXPECT_EQ(site->get("/staff/metod/annan", cookie).status, 404);
}

}  // namespace
}  // namespace lyhord::tests
