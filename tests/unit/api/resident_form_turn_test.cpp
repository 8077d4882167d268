#include "api/resident/form_turn.h"
#include "form_fixture.h"

namespace lyhord::api {
namespace {

using testing::asking;
using testing::demonstration;
using testing::posted;

constexpr const char* key = "AAAAAAAAAAAAAAAAAAAAAA";

FormTurn turn(const domain::FrozenRound& round, const testing::Fields& fields) {
    return next_turn(round, posted(round, fields));
}

std::string place(const domain::FrozenRound& round, const testing::Fields& fields) {
    return turn(round, fields).place.text();
}

// Page 0: a, b. Page 1: c, only if a is yes. Page 2: d, required.
std::shared_ptr<const domain::FrozenRound> branching() {
    const std::string options =
        R"("options": [{"id": "ja", "text": "Ja"}, {"id": "nej", "text": "Nej"}])";
    return asking(R"({"id": "a", "type": "single", "text": "?", )" + options +
                  R"(}, {"id": "b", "type": "text", "text": "?", "max_chars": 10},
                      {"id": "c", "type": "single", "text": "?", "show_if": {"a": ["ja"]}, )" +
                  options +
                  R"(}, {"id": "d", "type": "single", "text": "?", "required": true,
                         "background": true, )" +
                  options + "}");
}

TEST(FormTurn, BeginsAtTheFirstPage) {
    EXPECT_EQ(place(*branching(), {{"at", "start"}, {"go", "next"}}), "0");
}

TEST(FormTurn, AsksAFollowUpOnlyWhereItsConditionHolds) {
    const auto round = branching();
    EXPECT_EQ(place(*round, {{"at", "0"}, {"go", "next"}, {"q.a", "ja"}}), "1");
    EXPECT_EQ(place(*round, {{"at", "0"}, {"go", "next"}, {"q.a", "nej"}}), "2");
}

TEST(FormTurn, KeepsAFollowUpOnThePageWhereAScriptRuns) {
    const auto round = branching();
    const testing::Fields start{{"at", "start"}, {"script", "1"}};
    EXPECT_EQ(posted(*round, start).state.layout, PageLayout::together);
    EXPECT_EQ(place(*round, start), "0");
    const FormTurn next =
        turn(*round, {{"at", "0"}, {"inline", "1"}, {"script", "1"}, {"q.a", "ja"}});
    EXPECT_EQ(next.place.text(), "1");
    EXPECT_EQ(
        turn(*round, {{"at", "1"}, {"inline", "1"}, {"script", "1"}, {"q.d", "ja"}}).place.text(),
        "review");
}

TEST(FormTurn, AsksPageByPageFromWhereTheScriptWasLost) {
    const auto round = branching();
    const testing::Fields lost{{"at", "0"}, {"inline", "1"}, {"q.a", "ja"}};
    EXPECT_EQ(posted(*round, lost).state.layout, PageLayout::apart);
    EXPECT_EQ(place(*round, lost), "1");  // c, which nobody could answer
    EXPECT_EQ(place(*round, {{"at", "1"}, {"inline", "1"}, {"q.a", "nej"}, {"q.d", "ja"}}),
              "review");
    EXPECT_EQ(place(*round, {{"at", "9"}, {"inline", "1"}}), "0");
}

TEST(FormTurn, ShowsAOnePageFormAgainIfTheScriptThatHidAFollowUpWasLost) {
    const auto round = asking(
        R"({"id": "a", "type": "text", "text": "?"},
           {"id": "b", "type": "text", "text": "?", "show_if": {"a": "answered"}})",
        R"("layout": "one_page", )");
    EXPECT_EQ(place(*round, {{"at", "0"}, {"inline", "1"}, {"q.a", "x"}}), "0");
    EXPECT_EQ(place(*round, {{"at", "0"}, {"inline", "1"}, {"q.a", "x"}, {"q.b", "y"}}), "review");
    EXPECT_EQ(place(*round, {{"at", "0"}, {"inline", "1"}, {"script", "1"}, {"q.a", "x"}}),
              "review");
    EXPECT_EQ(place(*round, {{"at", "0"}, {"q.a", "x"}}), "review");
}

TEST(FormTurn, NeverWaitsForAHiddenQuestionThatMustBeAnswered) {
    const auto round = asking(
        R"({"id": "a", "type": "text", "text": "?"},
           {"id": "b", "type": "text", "text": "?", "required": true,
            "show_if": {"a": "answered"}})");
    const testing::Fields page{{"at", "0"}, {"inline", "1"}, {"script", "1"}};
    EXPECT_EQ(place(*round, page), "review");
    testing::Fields answered = page;
    answered.emplace_back("q.a", "x");
    const FormTurn held = turn(*round, answered);
    EXPECT_EQ(held.place.text(), "0");
    ASSERT_EQ(held.problems.size(), 1U);
    EXPECT_EQ(held.problems[0].problem.view(), "required");
}

TEST(FormTurn, SkipsPagesWithNothingToAskOnTheWayBack) {
    const auto round = branching();
    EXPECT_EQ(place(*round, {{"at", "2"}, {"go", "back"}, {"q.a", "nej"}}), "0");
    EXPECT_EQ(place(*round, {{"at", "2"}, {"go", "back"}, {"q.a", "ja"}}), "1");
    EXPECT_EQ(place(*round, {{"at", "0"}, {"go", "back"}}), "start");
    EXPECT_EQ(place(*round, {{"at", "review"}, {"go", "back"}}), "2");
}

TEST(FormTurn, StaysOnAPageWithAProblem) {
    const FormTurn held = turn(*branching(), {{"at", "0"}, {"q.b", "alldeles för långt"}});
    EXPECT_EQ(held.place.text(), "0");
    ASSERT_EQ(held.problems.size(), 1U);
    EXPECT_EQ(held.problems[0].problem.view(), "too_long");
    EXPECT_EQ(held.problems[0].question, std::optional<std::size_t>(1));
}

TEST(FormTurn, DoesNotBlameAPageForProblemsOfALaterOne) {
    EXPECT_TRUE(turn(*branching(), {{"at", "0"}}).problems.empty());
}

TEST(FormTurn, DoesNotCheckOnTheWayBack) {
    const FormTurn back =
        turn(*branching(), {{"at", "2"}, {"go", "back"}, {"q.b", "alldeles för långt"}});
    EXPECT_TRUE(back.problems.empty());
}

TEST(FormTurn, ReviewsAfterTheLastPage) {
    const FormTurn last = turn(*branching(), {{"at", "2"}, {"q.d", "ja"}});
    EXPECT_EQ(last.place.text(), "review");
    EXPECT_FALSE(last.submits);
}

TEST(FormTurn, GoesToTheFirstPageThatHoldsTheReviewBack) {
    const FormTurn held =
        turn(*branching(), {{"at", "2"}, {"q.b", "alldeles för långt"}, {"q.d", "ja"}});
    EXPECT_EQ(held.place.text(), "0");
    EXPECT_EQ(held.problems.size(), 1U);
}

TEST(FormTurn, SubmitsWhatWasReviewed) {
    const FormTurn sent =
        turn(*branching(), {{"at", "review"}, {"go", "send"}, {"key", key}, {"q.d", "ja"}});
    EXPECT_TRUE(sent.submits);
}

TEST(FormTurn, NeverSubmitsWithoutTheKeyOfAReview) {
    const FormTurn sent = turn(*branching(), {{"at", "0"}, {"go", "send"}, {"q.d", "ja"}});
    EXPECT_FALSE(sent.submits);
    EXPECT_EQ(sent.place.text(), "review");
}

TEST(FormTurn, NeverSubmitsWithAProblem) {
    const FormTurn sent = turn(*branching(), {{"at", "review"}, {"go", "send"}, {"key", key}});
    EXPECT_FALSE(sent.submits);
    EXPECT_EQ(sent.place.text(), "2");
    ASSERT_EQ(sent.problems.size(), 1U);
    EXPECT_EQ(sent.problems[0].problem.view(), "required");
}

TEST(FormTurn, ReturnsToTheReviewAfterAChange) {
    const auto round = branching();
    EXPECT_EQ(place(*round, {{"at", "review"}, {"go", "page.0"}, {"key", key}}), "0");
    EXPECT_EQ(place(*round, {{"at", "0"}, {"key", key}, {"q.a", "nej"}, {"q.d", "ja"}}), "review");
}

TEST(FormTurn, PassesTheFollowUpsThatAChangeHasOpened) {
    const auto round = branching();
    EXPECT_EQ(place(*round, {{"at", "0"}, {"key", key}, {"q.a", "ja"}, {"q.d", "ja"}}), "1");
    EXPECT_EQ(place(*round, {{"at", "1"}, {"key", key}, {"q.a", "ja"}, {"q.d", "ja"}}), "review");
}

TEST(FormTurn, ChecksNothingWhenOnlyTheLanguageChanges) {
    const FormTurn same =
        turn(*branching(), {{"at", "0"}, {"go", "stay"}, {"q.b", "alldeles för långt"}});
    EXPECT_EQ(same.place.text(), "0");
    EXPECT_TRUE(same.problems.empty());
}

TEST(FormTurn, BeginsAnewAtAPageThatDoesNotExist) {
    const auto round = branching();
    EXPECT_EQ(place(*round, {{"at", "99"}, {"go", "stay"}}), "start");
    EXPECT_EQ(place(*round, {{"at", "review"}, {"go", "page.99"}}), "start");
    EXPECT_EQ(place(*round, {{"at", "99"}, {"go", "next"}}), "0");
}

TEST(FormTurn, WalksTheDemonstrationToItsReview) {
    const auto round = demonstration();
    testing::Fields answers{{"q.q4_orsak", "annat"}, {"q.q6_plats", "parken"}};
    std::string at = "start";
    std::vector<std::string> seen;
    for (int step = 0; step < 20 && at != "review"; ++step) {
        testing::Fields fields = answers;
        fields.insert(fields.end(), {{"at", at}, {"go", "next"}});
        at = place(*round, fields);
        seen.push_back(at);
    }
    EXPECT_EQ(seen.back(), "review");
    EXPECT_EQ(seen.size(), question_pages(round->questionnaire).size() + 1);
}

}  // namespace
}  // namespace lyhord::api
