// Two rounds of a dialogue: what the later one says of the change, and when it says nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "site.h"

namespace lyhord::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int people = 60;

// `unsafe` of them are, in the evening.
std::string answers_of(int person, int unsafe) {
    std::string answers = R"({"q2_trygg_kvall":")";
    answers += person < unsafe ? "mycket_otrygg" : "ganska_trygg";
    answers += R"(","q1_area":")";
    answers += person % 2 == 0 ? "2280-CEN" : "2280-OVT";
    return answers + R"("})";
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

class Waves : public testing::Test {
protected:
    // One round after the other, each with a questionnaire of its own.
    void hold(const std::string& questionnaire, int unsafe) {
        rounds::Lifecycle& lifecycle = site_.service().lifecycle;
        const auto imported = lifecycle.import_dialogue(questionnaire);
        ASSERT_TRUE(imported) << imported.error().front().line();
        const int version = questionnaire.contains(R"("version": 2)") ? 2 : 1;
        rounds::OpenOptions options = site_.terms();
        options.expected_answers = 400;
        const auto opened = lifecycle.open(demo, options);
        ASSERT_TRUE(opened) << opened.error().front().line();
        for (int person = 0; person < people; ++person) {
            const std::string body = replaced(submission(answers_of(person, unsafe)),
                                              R"("version":1)",
                                              "\"version\":" + std::to_string(version));
            ASSERT_EQ(site_.post_json(submissions, body, site_.new_key()).status, 201);
        }
        site_.settle_demo();
    }
    void hold_two(const std::string& later) {
        hold(demo_questionnaire(), 20);
        hold(later, 35);
    }
    // The section of the question about evenings.
    std::string shown(std::string_view path = "/staff/resultat/trygghet-harnosand?round=2") {
        const std::string body = site_.get(path, site_.sign_in(domain::Role::analyst)).body;
        const std::size_t at = body.find("<h2 id=\"fraga-q2_trygg_kvall\"");
        EXPECT_NE(at, std::string::npos);
        return body.substr(at, body.find("</section>", at) - at);
    }
    static std::string next_version() {
        return replaced(demo_questionnaire(), R"("version": 1)", R"("version": 2)");
    }

    Site site_;
};

TEST_F(Waves, OfSelfSelectedAnswersAreToldWithoutCertainty) {
    hold_two(next_version());
    const std::string section = shown();
    EXPECT_THAT(section, HasSubstr("Skillnaden mot omgång 1 gäller bara dem som svarade"));
    EXPECT_THAT(section, HasSubstr("<caption>Jämfört med omgång 1</caption>"));
    EXPECT_THAT(section, HasSubstr("<td>33 %</td><td>58 %</td>"));
    EXPECT_THAT(section, HasSubstr("id=\"change-q2_trygg_kvall"));
    EXPECT_THAT(section, HasSubstr("#8c8c8c")) << "a line that tells nothing certain is grey";
    EXPECT_THAT(section, Not(HasSubstr("säkerställd")));
}

TEST_F(Waves, OfTheFirstRoundThereAreNone) {
    hold_two(next_version());
    EXPECT_THAT(shown("/staff/resultat/trygghet-harnosand?round=1"), Not(HasSubstr("Jämfört med")));
}

TEST_F(Waves, OfARoundThatNobodyAnsweredAreNotTold) {
    site_.open_demo();
    site_.settle_demo();
    hold(next_version(), 20);
    EXPECT_THAT(shown(), Not(HasSubstr("omgång 1")));
}

TEST_F(Waves, OfRandomSamplesSayWhatIsCertain) {
    const auto random = [](const std::string& text) {
        return replaced(
            text, R"("language": "sv",)", R"("language": "sv", "design": "invited_random",)");
    };
    hold(random(demo_questionnaire()), 20);
    hold(random(next_version()), 35);
    const std::string section = shown();
    EXPECT_THAT(section,
                HasSubstr("Ökningen med 25 procentenheter sedan omgång 1 är statistiskt "
                          "säkerställd (95 %)."));
    EXPECT_THAT(section, Not(HasSubstr("#8c8c8c")));
}

TEST_F(Waves, OfAQuestionInOtherWordsAreNotTold) {
    hold_two(replaced(next_version(), "Om du går ut ensam sent en kväll", "Om du går ut en kväll"));
    const std::string section = shown();
    EXPECT_THAT(section,
                HasSubstr("Ingen jämförelse med omgång 1: frågan är ställd med andra ord."));
    EXPECT_THAT(section, Not(HasSubstr("<caption>Jämfört med")));
    EXPECT_THAT(section, Not(HasSubstr("id=\"change-")));
}

TEST_F(Waves, AreInTheWorkbookAndAmongThePictures) {
    hold_two(next_version());
    const std::string token = site_.token(domain::Role::analyst);
    http::Request request =
        request_to("/api/v1/staff/dialogues/trygghet-harnosand/report.zip?round=2");
    request.authorization = token;
    const http::Response response = site_.send(request);
    ASSERT_EQ(response.status, 200);
    EXPECT_TRUE(response.body.contains("bilder/q2_trygg_kvall-forandring.svg"));
}

}  // namespace
}  // namespace lyhord::tests
