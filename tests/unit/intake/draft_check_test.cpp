#include "intake/draft_check.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/limits.h"
#include "domain/files.h"
#include "intake/draft_canonical.h"
#include "intake/form_token.h"
#include "intake/withdrawal.h"

namespace lyhord::intake {
namespace {

using domain::Draft;
using domain::RawText;

// A round of five questions: a required choice, several choices, a text that depends on them, a
// number, and an area.
domain::FrozenRound small_round() {
    domain::Round round;
    round.questionnaire = R"({
        "id": "prov", "version": 1, "language": "sv", "title": "Prov", "questions": [
        {"id": "q1", "type": "single", "required": true, "text": "Ett?", "options": [
            {"id": "ja", "text": "Ja"}, {"id": "nej", "text": "Nej"}]},
        {"id": "q2", "type": "multi", "max_choices": 2, "text": "Flera?", "options": [
            {"id": "a", "text": "A"}, {"id": "b", "text": "B"}, {"id": "c", "text": "C"},
            {"id": "inget", "text": "Inget", "exclusive": true}]},
        {"id": "q3", "type": "text", "max_chars": 5, "required": true, "text": "Vad?",
            "show_if": {"q2": ["a"]}},
        {"id": "q4", "type": "number", "min": 0, "max": 10, "step": 2, "text": "Hur?"},
        {"id": "q5", "type": "area", "area_root": "R", "allow_outside": true, "text": "Var?",
            "background": true}]})";
    round.areas = R"({"scheme": "s", "areas": [
        {"code": "R", "name": "Rot", "kind": "kommun", "parent": null},
        {"code": "R-1", "name": "By", "kind": "omrade", "parent": "R"},
        {"code": "X", "name": "Annan", "kind": "kommun", "parent": null}]})";
    round.codebooks = "[]";
    round.area_categories = R"({"q5": [{"id": "R", "members": ["R", "R-1"]}]})";
    base::Result<domain::FrozenRound> frozen = domain::thaw(std::move(round));
    return std::move(frozen.value());
}

Draft draft_with(std::vector<domain::RawAnswer> answers) {
    Draft draft;
    draft.version = 1;
    draft.language = RawText("sv");
    draft.answers = std::move(answers);
    return draft;
}

domain::RawAnswer answer(std::string question, domain::RawValue value) {
    return {.question = RawText(std::move(question)), .value = std::move(value)};
}

domain::RawValue choices(const std::vector<std::string>& ids) {
    domain::RawChoices raw;
    for (const std::string& id : ids) {
        raw.emplace_back(id);
    }
    return raw;
}

template <typename... Answers>
std::string problems_of(Answers... answers) {
    const domain::FrozenRound round = small_round();
    std::vector<domain::RawAnswer> list;
    (list.push_back(std::move(answers)), ...);
    std::string line;
    const auto checked = DraftCheck::check(round, draft_with(std::move(list)));
    if (checked) {
        return "fits";
    }
    for (const DraftProblem& problem : checked.error()) {
        line += problem.question ? round.questionnaire.questions[*problem.question].id : "-";
        line += " " + std::string(problem.problem.view()) + ";";
    }
    return line;
}

domain::RawAnswer yes() { return answer("q1", RawText("ja")); }

TEST(DraftCheck, TakesAnAnswerThatFits) {
    EXPECT_EQ(problems_of(yes()), "fits");
    EXPECT_EQ(problems_of(yes(), answer("q2", choices({"b", "c"}))), "fits");
    EXPECT_EQ(problems_of(yes(), answer("q4", 4.0), answer("q5", RawText("R-1"))), "fits");
    EXPECT_EQ(problems_of(yes(), answer("q5", RawText("outside"))), "fits");
}

TEST(DraftCheck, NamesEveryProblemAtOnce) {
    EXPECT_EQ(problems_of(answer("q2", choices({"a", "x"})), answer("q4", 11.0)),
              "q2 unknown_option;q4 out_of_range;q1 required;");
    EXPECT_EQ(problems_of(), "q1 required;");
}

TEST(DraftCheck, RefusesWhatAQuestionDoesNotAllow) {
    EXPECT_EQ(problems_of(yes(), answer("q2", choices({"inget", "b"}))), "q2 exclusive;");
    EXPECT_EQ(problems_of(yes(), answer("q2", choices({"b", "b"}))), "q2 twice;");
    EXPECT_EQ(problems_of(yes(), answer("q2", choices({"a", "b", "c"}))), "q2 too_many_choices;");
    EXPECT_EQ(problems_of(yes(), answer("q4", 3.0)), "q4 wrong_step;");
    EXPECT_EQ(problems_of(yes(), answer("q4", RawText("4"))), "q4 wrong_type;");
    EXPECT_EQ(problems_of(yes(), answer("q5", RawText("X"))), "q5 unknown_area;");
    EXPECT_EQ(problems_of(yes(), answer("q9", 1.0)), "- unknown_question;");
    EXPECT_EQ(problems_of(yes(), yes()), "q1 twice;");
}

TEST(DraftCheck, AsksARequiredQuestionOnlyWhereItIsSeen) {
    EXPECT_EQ(problems_of(yes(), answer("q2", choices({"b"}))), "fits");
    EXPECT_EQ(problems_of(yes(), answer("q2", choices({"a"}))), "q3 required;");
    EXPECT_EQ(problems_of(yes(), answer("q2", choices({"a"})), answer("q3", RawText(" \n"))),
              "q3 required;");
}

TEST(DraftCheck, DropsAnswersToHiddenQuestions) {
    const domain::FrozenRound round = small_round();
    std::vector<domain::RawAnswer> answers;
    answers.push_back(yes());
    answers.push_back(answer("q3", RawText("dold")));
    const auto checked = DraftCheck::check(round, draft_with(std::move(answers)));
    ASSERT_TRUE(checked);
    ASSERT_EQ(checked->answers.size(), 1U);
    EXPECT_EQ(checked->answers.front().question, 0U);
}

TEST(DraftCheck, CountsCharactersAndNotBytes) {
    EXPECT_EQ(problems_of(yes(), answer("q2", choices({"a"})), answer("q3", RawText("åäöåä"))),
              "fits");
    EXPECT_EQ(problems_of(yes(), answer("q2", choices({"a"})), answer("q3", RawText("åäöåäö"))),
              "q3 too_long;");
}

base::Bytes canonical_of(std::vector<domain::RawAnswer> answers) {
    const domain::FrozenRound round = small_round();
    return DraftCheck::check(round, draft_with(std::move(answers))).value().canonical;
}

TEST(DraftCheck, ComparesReplaysByContentAndNotByOrder) {
    std::vector<domain::RawAnswer> one;
    one.push_back(yes());
    one.push_back(answer("q2", choices({"b", "c"})));
    std::vector<domain::RawAnswer> other;
    other.push_back(answer("q2", choices({"c", "b"})));
    other.push_back(yes());
    std::vector<domain::RawAnswer> different;
    different.push_back(answer("q2", choices({"c"})));
    different.push_back(yes());
    const base::Bytes canonical = canonical_of(std::move(one));
    EXPECT_EQ(canonical, canonical_of(std::move(other)));
    EXPECT_NE(canonical, canonical_of(std::move(different)));
}

TEST(DraftCheck, ComparesAMatrixWithoutRowsApartFromOneWithARow) {
    CanonicalWriter none;
    none.text("matris");
    none.rows({});
    none.text("q");
    none.text("ja");
    CanonicalWriter one;
    one.text("matris");
    one.rows({{"q", "ja"}});
    EXPECT_NE(none.take(), one.take());
}

TEST(DraftCheck, TakesTheLongestTagThatAQuestionnaireMayHave) {
    const std::string tag = "sv-x-" + std::string(base::limits::language_characters_max - 5, 'a');
    domain::FrozenRound round = small_round();
    round.questionnaire.languages.push_back(tag);
    const auto checked = [&round](std::string language) {
        std::vector<domain::RawAnswer> answers;
        answers.push_back(yes());
        Draft draft = draft_with(std::move(answers));
        draft.language = RawText(std::move(language));
        return DraftCheck::check(round, std::move(draft));
    };
    ASSERT_TRUE(checked(tag).has_value());
    EXPECT_EQ(checked(tag).value().language, tag);
    EXPECT_FALSE(checked(tag + "a").has_value());
}

TEST(DraftCheck, KeepsOnlyALanguageOfTheRound) {
    const domain::FrozenRound round = small_round();
    std::vector<domain::RawAnswer> answers;
    answers.push_back(yes());
    Draft draft = draft_with(std::move(answers));
    draft.language = RawText("Anna-Andersson");
    EXPECT_EQ(DraftCheck::check(round, std::move(draft)).value().language, "sv");
}

TEST(FormTokens, AreOfTheirRoundAndDayOnly) {
    const FormTokens tokens{base::crypto::Secret(base::Digest{1})};
    const FormTokens others{base::crypto::Secret(base::Digest{2})};
    domain::Round round;
    domain::Round another;
    another.id = base::Id{7};
    const std::string token = tokens.issue(round, base::Day(20'000));
    EXPECT_EQ(tokens.verify(round, token), base::Day(20'000));
    EXPECT_FALSE(tokens.verify(another, token));
    EXPECT_FALSE(others.verify(round, token));
    EXPECT_FALSE(tokens.verify(round, token.substr(1)));
    EXPECT_FALSE(tokens.verify(round, ""));
}

TEST(Receipt, IsReadAsAPersonTypesIt) {
    EXPECT_EQ(normalized_receipt("abcd-efgh ijkl-mnop"), "ABCDEFGHIJKLMNOP");
    EXPECT_FALSE(normalized_receipt("ABCD"));
    EXPECT_FALSE(normalized_receipt("ABCDEFGHIJKLMNO1"));
}

}  // namespace
}  // namespace lyhord::intake
