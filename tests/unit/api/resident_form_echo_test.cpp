#include "api/resident/form_echo.h"
#include "form_fixture.h"
#include "intake/draft_check.h"

namespace lyhord::api {
namespace {

using domain::Channel;
using testing::asking;
using testing::demonstration;
using testing::posted;

// What intake makes of a posted form: the only way to look into a Draft.
std::vector<intake::CheckedAnswer> accepted(const domain::FrozenRound& round,
                                            const testing::Fields& fields) {
    auto checked =
        intake::DraftCheck::check(round, posted(round, fields).draft("sv", Channel::link));
    EXPECT_TRUE(checked.has_value());
    return checked ? std::move(checked->answers) : std::vector<intake::CheckedAnswer>();
}

std::vector<std::string> problems(const domain::FrozenRound& round, const testing::Fields& fields) {
    std::vector<std::string> found;
    const domain::Draft draft = posted(round, fields).draft("sv", Channel::link);
    for (const intake::DraftProblem& problem : intake::DraftCheck::problems(round, draft)) {
        found.emplace_back(problem.problem.view());
    }
    return found;
}

constexpr const char* number_question =
    R"({"id": "n", "type": "number", "text": "?", "min": 0, "max": 2000,
        "bands": [{"id": "alla", "text": "alla"}]})";

TEST(FormEcho, BuildsADraftThatIntakeAccepts) {
    const auto round = demonstration();
    const auto answers = accepted(*round,
                                  {{"q.q2_trygg_kvall", "ganska_trygg"},
                                   {"q.q4_orsak", "fort"},
                                   {"q.q4_orsak", "morkt"},
                                   {"q.q10_fortroende.kommun", "ja_helt"},
                                   {"q.q11_forslag", "Mer ljus"},
                                   {"q.q1_area", "2280-RAM"}});
    ASSERT_EQ(answers.size(), 5U);
    EXPECT_EQ(answers[0].options, (std::vector<std::size_t>{1}));
    EXPECT_EQ(answers[1].options, (std::vector<std::size_t>{0, 2}));
    EXPECT_FALSE(answers[2].rows[0].has_value());
    EXPECT_EQ(answers[2].rows[1], std::optional<std::size_t>(0));
    EXPECT_TRUE(answers[3].text.has_value());
    EXPECT_EQ(answers[4].area, "2280-RAM");
}

TEST(FormEcho, ReadsNumbersWithACommaOrAPointOrASpace) {
    const auto round = asking(number_question);
    for (const auto& [typed, meant] :
         {std::pair{"12,5", 12.5}, {"12.5", 12.5}, {" 1 200", 1200.}}) {
        const auto answers = accepted(*round, {{"q.n", typed}});
        ASSERT_EQ(answers.size(), 1U) << typed;
        EXPECT_DOUBLE_EQ(answers[0].number, meant);
    }
}

TEST(FormEcho, LeavesWordsInANumberFieldToIntake) {
    const auto round = asking(number_question);
    for (const char* typed : {"tolv", "1e999", "nan", "inf", "12 år"}) {
        EXPECT_EQ(problems(*round, {{"q.n", typed}}), std::vector<std::string>{"wrong_type"})
            << typed;
        EXPECT_EQ(posted(*round, {{"q.n", typed}}).typed(0), base::Json(typed));
    }
}

TEST(FormEcho, TakesBlankTextForNoAnswer) {
    const auto round = demonstration();
    const FormEcho echo = posted(*round, {{"q.q6_plats", " \r\n "}});
    EXPECT_FALSE(echo.current()[*round->questionnaire.find("q6_plats")].answered);
    EXPECT_TRUE(echo.draft("sv", Channel::link).answers.empty());
}

TEST(FormEcho, LeavesOutAnswersToQuestionsThatAreNotAsked) {
    const auto round = demonstration();
    const auto hidden =
        accepted(*round, {{"q.q4_orsak", "fort"}, {"q.q5_orsak_annat", std::string(5000, 'x')}});
    EXPECT_EQ(hidden.size(), 1U);
}

TEST(FormEcho, KeepsAnAnswerThatIsHiddenForNow) {
    const auto round = demonstration();
    const FormEcho echo = posted(*round, {{"q.q4_orsak", "fort"}, {"q.q5_orsak_annat", "hundar"}});
    EXPECT_NE(echo.hidden_fields({}).dump().find("hundar"), std::string::npos);
}

TEST(FormEcho, CountsALineBreakOnceHoweverItWasSent) {
    const auto round = demonstration();
    const std::size_t index = *round->questionnaire.find("q11_forslag");
    EXPECT_EQ(posted(*round, {{"q.q11_forslag", "a\r\nb"}}).typed_characters(index), 3U);
    EXPECT_EQ(posted(*round, {{"q.q11_forslag", "a\nb"}}).typed_characters(index), 3U);
    EXPECT_EQ(posted(*round, {{"q.q11_forslag", "a\rb"}}).typed_characters(index), 3U);
}

TEST(FormEcho, NamesOnlyIdsOfTheQuestionnaireAsCurrentAnswers) {
    const auto round = demonstration();
    const FormEcho echo = posted(*round,
                                 {{"q.q2_trygg_kvall", "påhittat"},
                                  {"q.q1_area", "9999"},
                                  {"q.q10_fortroende.polis", "påhittat"}});
    for (const domain::CurrentAnswer& answer : echo.current()) {
        EXPECT_FALSE(answer.answered);
        EXPECT_TRUE(answer.values.empty());
    }
}

TEST(FormEcho, DropsFieldsNobodyAskedFor) {
    const auto round = demonstration();
    const FormEcho echo = posted(*round,
                                 {{"q.finns_ej", "x"},
                                  {"q.q10_fortroende.finns_ej", "x"},
                                  {"q.q10_fortroende", "x"},
                                  {"q.", "x"},
                                  {"namn", "x"}});
    EXPECT_EQ(echo.hidden_fields({}).as_array()->size(), 0U);
}

TEST(FormEcho, RefusesABodyThatIsNoForm) {
    EXPECT_FALSE(FormEcho::parse(*demonstration(), "q.q2=%zz").has_value());
}

TEST(FormEcho, ReplacesInvalidBytesOfAText) {
    const auto round = demonstration();
    const FormEcho echo = posted(*round, {{"q.q11_forslag", "a\xff"}});
    const base::Json typed = echo.typed(*round->questionnaire.find("q11_forslag"));
    EXPECT_EQ(*typed.as_string(), "a\xef\xbf\xbd");
}

TEST(FormState, DropsWhatCannotBeWhatItsNameSays) {
    const auto round = demonstration();
    const FormEcho echo = posted(*round,
                                 {{"key", "<script>alert(1)</script>"},
                                  {"form", "<b>"},
                                  {"seed", "å"},
                                  {"v", "1; DROP"},
                                  {"at", "-1"},
                                  {"go", "page.x"}});
    EXPECT_FALSE(echo.state.key.has_value());
    EXPECT_FALSE(echo.state.version.has_value());
    EXPECT_EQ(echo.state.form_token, "");
    EXPECT_EQ(echo.state.seed, "");
    EXPECT_EQ(echo.state.place, FormPlace{});
    EXPECT_EQ(echo.state.edit_page, 0U);
}

TEST(SubmissionKey, IsReadFromAny22CharactersOfBase64url) {
    EXPECT_TRUE(submission_key_from("AAAAAAAAAAAAAAAAAAAAAA").has_value());
    EXPECT_EQ(submission_key_from("AAAAAAAAAAAAAAAAAAAAAB"),
              submission_key_from("AAAAAAAAAAAAAAAAAAAAAA"));
    EXPECT_NE(submission_key_from("AAAAAAAAAAAAAAAAAAAAAQ"),
              submission_key_from("AAAAAAAAAAAAAAAAAAAAAA"));
    for (const char* wrong : {"",
                              "AAAAAAAAAAAAAAAAAAAAA",
                              "AAAAAAAAAAAAAAAAAAAAAAA",
                              "AAAAAAAAAAAAAAAAAAAAA=",
                              "AAAAAAAAAA+AAAAAAAAAAA"}) {
        EXPECT_FALSE(submission_key_from(wrong).has_value()) << wrong;
    }
}

}  // namespace
}  // namespace lyhord::api
