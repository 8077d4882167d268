#include "intake/fragmenting.h"

#include <gtest/gtest.h>

namespace lyhord::intake {
namespace {

using domain::RawText;

// Two background questions that are one dimension, and one question that is counted by it.
domain::FrozenRound crossed_round() {
    domain::Round round;
    round.questionnaire = R"({
        "id": "prov", "version": 1, "language": "sv", "title": "Prov",
        "dimensions": [["kon", "alder"]],
        "questions": [
        {"id": "kon", "type": "single", "text": "Kön?", "background": true, "options": [
            {"id": "k", "text": "Kvinna"}, {"id": "m", "text": "Man"},
            {"id": "vej", "text": "Vet inte", "missing": true}]},
        {"id": "alder", "type": "number", "min": 0, "max": 99, "text": "Ålder?", "background": true,
            "bands": [{"id": "ung", "text": "Ung", "min": 0},
                      {"id": "aldre", "text": "Äldre", "min": 30}]},
        {"id": "q", "type": "single", "required": true, "text": "Ja?", "options": [
            {"id": "ja", "text": "Ja"}, {"id": "nej", "text": "Nej"}]}]})";
    round.areas = R"({"scheme": "s", "areas": [
        {"code": "R", "name": "Rot", "kind": "kommun", "parent": null}]})";
    round.codebooks = "[]";
    round.area_categories = "{}";
    base::Result<domain::FrozenRound> frozen = domain::thaw(std::move(round));
    EXPECT_TRUE(frozen) << (frozen ? "" : frozen.error().line());
    return std::move(frozen.value());
}

struct Background {
    std::string gender = {};  // an option's id; empty: not answered
    double age = -1;          // below 0: not answered
};

// The category of every fragment that one answer gives; they are all in the same one.
std::string category_of(const Background& background) {
    const domain::FrozenRound round = crossed_round();
    domain::Draft draft;
    draft.version = 1;
    draft.language = RawText("sv");
    draft.answers.push_back({.question = RawText("q"), .value = RawText("ja")});
    if (!background.gender.empty()) {
        draft.answers.push_back({.question = RawText("kon"), .value = RawText(background.gender)});
    }
    if (background.age >= 0) {
        draft.answers.push_back({.question = RawText("alder"), .value = background.age});
    }
    auto checked = DraftCheck::check(round, std::move(draft));
    if (!checked) {
        return "refused";
    }
    const anonymize::Redactor redactor;
    const std::vector<themes::Coder> coders;
    const FragmentingContext context{
        .round = round, .redactor = redactor, .coders = coders, .receipt = "R"};
    const auto fragments = to_fragments(context, std::move(*checked));
    EXPECT_EQ(fragments.size(), 2U) << "the question and deltagande";
    EXPECT_EQ(fragments.front().categories, fragments.back().categories);
    return round.plan.dimensions.front().categories.at(fragments.front().categories.at(0)).id;
}

TEST(Fragmenting, CountsACrossingByBothAnswers) {
    EXPECT_EQ(category_of({.gender = "k", .age = 29}), "k*ung");
    EXPECT_EQ(category_of({.gender = "m", .age = 30}), "m*aldre");
}

TEST(Fragmenting, KeepsTheAnswerThatIsGivenOfACrossing) {
    EXPECT_EQ(category_of({.gender = "m"}), "m*_missing");
    EXPECT_EQ(category_of({.age = 50}), "_missing*aldre");
    EXPECT_EQ(category_of({.gender = "vej", .age = 50}), "_missing*aldre");
}

TEST(Fragmenting, CountsACrossingOfNothingAsMissing) {
    EXPECT_EQ(category_of({}), "_missing");
    EXPECT_EQ(category_of({.gender = "vej"}), "_missing");
}

}  // namespace
}  // namespace lyhord::intake
