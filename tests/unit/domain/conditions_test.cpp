#include "domain/conditions.h"

#include <gmock/gmock.h>

namespace lyhord::domain {
namespace {

using testing::ElementsAre;

Question asked(std::string id, std::vector<Condition> show_if = {}) {
    Question question;
    question.id = std::move(id);
    question.show_if = std::move(show_if);
    return question;
}

Condition one_of(std::size_t question, std::vector<std::string> values) {
    return {.question = question, .answered = false, .values = std::move(values)};
}

Condition answered(std::size_t question) {
    return {.question = question, .answered = true, .values = {}};
}

Questionnaire of(std::vector<Question> questions) {
    Questionnaire questionnaire;
    questionnaire.questions = std::move(questions);
    return questionnaire;
}

const CurrentAnswer no_answer;

CurrentAnswer chosen(std::vector<std::string_view> values) { return {true, std::move(values)}; }

TEST(Conditions, ShowWhatHasNone) {
    EXPECT_THAT(visible(of({asked("a"), asked("b")}), {}), ElementsAre(true, true));
}

TEST(Conditions, HoldForAnyOfTheListedValues) {
    const Questionnaire asks = of({asked("a"), asked("b", {one_of(0, {"x", "y"})})});
    EXPECT_THAT(visible(asks, {{chosen({"y"}), no_answer}}), ElementsAre(true, true));
    EXPECT_THAT(visible(asks, {{chosen({"z", "x"}), no_answer}}), ElementsAre(true, true));
    EXPECT_THAT(visible(asks, {{chosen({"z"}), no_answer}}), ElementsAre(true, false));
    EXPECT_THAT(visible(asks, {{no_answer, no_answer}}), ElementsAre(true, false));
}

TEST(Conditions, HoldForAnyAnswerWhereTheyAskForOne) {
    const Questionnaire asks = of({asked("a"), asked("b", {answered(0)})});
    EXPECT_THAT(visible(asks, {{chosen({}), no_answer}}), ElementsAre(true, true));
    EXPECT_THAT(visible(asks, {{no_answer, no_answer}}), ElementsAre(true, false));
}

TEST(Conditions, MustAllHold) {
    const Questionnaire asks =
        of({asked("a"), asked("b"), asked("c", {one_of(0, {"x"}), answered(1)})});
    EXPECT_THAT(visible(asks, {{chosen({"x"}), chosen({}), no_answer}}),
                ElementsAre(true, true, true));
    EXPECT_THAT(visible(asks, {{chosen({"x"}), no_answer, no_answer}}),
                ElementsAre(true, true, false));
}

TEST(Conditions, NeverHoldOnAHiddenQuestionsAnswer) {
    const Questionnaire asks =
        of({asked("a"), asked("b", {one_of(0, {"x"})}), asked("c", {answered(1)})});
    EXPECT_THAT(visible(asks, {{chosen({"z"}), chosen({"y"}), no_answer}}),
                ElementsAre(true, false, false));
}

TEST(Conditions, TakeMissingAnswersAsUnanswered) {
    EXPECT_THAT(visible(of({asked("a"), asked("b", {answered(0)})}), {}), ElementsAre(true, false));
}

TEST(Conditions, CompareNumbersInOneForm) {
    EXPECT_EQ(number_text(3.0), "3");
    EXPECT_EQ(number_text(12.50), "12.5");
    EXPECT_EQ(number_text(-0.0), "0");
    const std::string text = number_text(6.0 / 2);
    const Questionnaire asks = of({asked("a"), asked("b", {one_of(0, {"3"})})});
    EXPECT_THAT(visible(asks, {{chosen({text}), no_answer}}), ElementsAre(true, true));
}

}  // namespace
}  // namespace lyhord::domain
