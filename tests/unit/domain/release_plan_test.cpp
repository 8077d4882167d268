#include "domain/release_plan.h"

#include <gtest/gtest.h>

#include <set>

namespace lyhord::domain {
namespace {

// Three background questions that are crossed, one that stands alone, and one that is counted.
FrozenRound crossed_round() {
    Round round;
    round.questionnaire = R"({
        "id": "prov", "version": 1, "language": "sv", "title": "Prov",
        "dimensions": [["var", "kon", "alder"], "kanal"],
        "questions": [
        {"id": "var", "type": "area", "area_root": "R", "text": "Var?", "background": true},
        {"id": "kon", "type": "single", "text": "Kön?", "background": true, "options": [
            {"id": "k", "text": "Kvinna"}, {"id": "m", "text": "Man"},
            {"id": "vej", "text": "Vet inte", "missing": true}]},
        {"id": "alder", "type": "number", "min": 0, "max": 99, "text": "Ålder?", "background": true,
            "bands": [{"id": "ung", "text": "Ung", "min": 0},
                      {"id": "aldre", "text": "Äldre", "min": 30}]},
        {"id": "kanal", "type": "single", "text": "Hur?", "background": true, "options": [
            {"id": "lank", "text": "Länk"}, {"id": "papper", "text": "Papper"}]},
        {"id": "q", "type": "single", "text": "Ja?", "options": [
            {"id": "ja", "text": "Ja"}, {"id": "nej", "text": "Nej"}]}]})";
    round.areas = R"({"scheme": "s", "areas": [
        {"code": "R", "name": "Rot", "kind": "kommun", "parent": null},
        {"code": "R-1", "name": "By", "kind": "omrade", "parent": "R"}]})";
    round.codebooks = "[]";
    round.area_categories = R"({"var": [{"id": "R-1", "members": ["R-1"]},
                                        {"id": "_rest:R", "members": ["R"]}]})";
    base::Result<FrozenRound> frozen = thaw(std::move(round));
    EXPECT_TRUE(frozen) << (frozen ? "" : frozen.error().line());
    return std::move(frozen.value());
}

const Dimension& crossing_of(const ReleasePlan& plan) { return plan.dimensions.front(); }

std::vector<std::string> category_ids(const Dimension& dimension) {
    std::vector<std::string> ids;
    for (const Category& category : dimension.categories) {
        ids.push_back(category.id);
    }
    return ids;
}

TEST(ReleasePlan, NamesEveryCombinationOfACrossingOnceInQuestionnaireOrder) {
    const FrozenRound round = crossed_round();
    const std::vector<std::string> ids = category_ids(crossing_of(round.plan));
    EXPECT_EQ(crossing_of(round.plan).id, "var*kon*alder");
    ASSERT_EQ(ids.size(), 3U * 3U * 3U + 1U);
    EXPECT_EQ(ids[0], "R-1*k*ung");
    EXPECT_EQ(ids[1], "R-1*k*aldre");
    EXPECT_EQ(ids[2], "R-1*k*_missing");
    EXPECT_EQ(ids[3], "R-1*m*ung");
    EXPECT_EQ(ids[9], "_rest:R*k*ung");
    EXPECT_EQ(ids[25], "_missing*_missing*aldre");
    EXPECT_EQ(ids[26], "_missing");
    EXPECT_EQ(ids[27], "_not_reported");
    EXPECT_EQ(std::set(ids.begin(), ids.end()).size(), ids.size());
}

TEST(ReleasePlan, ACombinationIsTheCategoryOfItsParts) {
    const FrozenRound round = crossed_round();
    const ReleasePlan& plan = round.plan;
    const Dimension& crossing = crossing_of(plan);
    const Dimension& area = plan.singles.at(0);
    const Dimension& gender = plan.singles.at(1);
    const Dimension& age = plan.singles.at(2);
    std::set<std::size_t> places;
    for (std::size_t a = 0; a <= area.missing(); ++a) {
        for (std::size_t g = 0; g <= gender.missing(); ++g) {
            for (std::size_t o = 0; o <= age.missing(); ++o) {
                const std::size_t place =
                    crossed_category(plan, crossing, std::vector<std::size_t>{a, g, o});
                const bool is_all_missing =
                    a == area.missing() && g == gender.missing() && o == age.missing();
                EXPECT_EQ(crossing.categories.at(place).id,
                          is_all_missing ? "_missing"
                                         : area.categories[a].id + "*" + gender.categories[g].id +
                                               "*" + age.categories[o].id);
                places.insert(place);
            }
        }
    }
    EXPECT_EQ(places.size(), crossing.not_reported()) << "every category but the last is reached";
}

TEST(ReleasePlan, NothingStatedAtAllIsMissing) {
    const FrozenRound round = crossed_round();
    std::vector<std::size_t> nothing;
    for (const std::size_t part : crossing_of(round.plan).parts) {
        nothing.push_back(round.plan.singles.at(part).missing());
    }
    EXPECT_EQ(crossed_category(round.plan, crossing_of(round.plan), nothing),
              crossing_of(round.plan).missing());
}

TEST(ReleasePlan, OneBackgroundQuestionIsACrossingOfItself) {
    const FrozenRound round = crossed_round();
    const Dimension& alone = round.plan.dimensions.back();
    EXPECT_EQ(category_ids(alone),
              (std::vector<std::string>{"lank", "papper", "_missing", "_not_reported"}));
    for (std::size_t i = 0; i <= alone.missing(); ++i) {
        EXPECT_EQ(crossed_category(round.plan, alone, std::vector<std::size_t>{i}), i);
    }
}

}  // namespace
}  // namespace lyhord::domain
