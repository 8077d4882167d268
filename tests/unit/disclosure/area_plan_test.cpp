#include "disclosure/area_plan.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/limits.h"
#include "builders.h"

namespace lyhord::disclosure {
namespace {

constexpr std::optional<double> unknown;

// A municipality K with a town T (areas A, B) and countryside in three areas.
std::vector<AreaNode> municipality() {
    return {{"K", {}, unknown},
            {"T", 0, unknown},
            {"A", 1, 5000},
            {"B", 1, 3000},
            {"X", 0, 1000},
            {"Y", 0, 700},
            {"Z", 0, 300}};
}

AreaPlan plan(const std::vector<AreaNode>& nodes, long expected) {
    auto made = plan_areas("area", nodes, expected);
    EXPECT_TRUE(made.has_value());
    return *std::move(made);
}

std::vector<std::string> ids(const AreaPlan& plan) {
    std::vector<std::string> ids;
    for (const Category& category : plan.dimension.categories) ids.push_back(category.id);
    return ids;
}

std::string category_of(const AreaPlan& plan, std::size_t node) {
    return plan.dimension.categories[plan.category_of[node]].id;
}

std::string moves_to(const AreaPlan& plan, const std::string& id) {
    for (const Category& category : plan.dimension.categories) {
        if (category.id == id) return plan.dimension.categories[category.moves_to].id;
    }
    return "no such category";
}

using Ids = std::vector<std::string>;

TEST(AreaPlan, GivesEveryAreaACategoryWhenEnoughAnswersAreExpected) {
    const AreaPlan made = plan(municipality(), 1000);
    EXPECT_EQ(ids(made),
              (Ids{"A",
                   "B",
                   "_rest:T",
                   "X",
                   "Y",
                   "Z",
                   "_rest:K",
                   "outside",
                   "_missing",
                   "_not_reported"}));
    EXPECT_EQ(category_of(made, 2), "A");
    EXPECT_EQ(category_of(made, 6), "Z");
}

TEST(AreaPlan, ChildrenUnderTheLimitFormTheirParentsRemainder) {
    // X 50, Y 35, Z 15; Z alone expects too few, so Y, its smallest sibling, joins it.
    const AreaPlan made = plan(municipality(), 500);
    EXPECT_EQ(ids(made),
              (Ids{"A", "B", "_rest:T", "X", "_rest:K", "outside", "_missing", "_not_reported"}));
    EXPECT_EQ(category_of(made, 5), "_rest:K");
    EXPECT_EQ(category_of(made, 6), "_rest:K");
}

TEST(AreaPlan, ARemainderThatExpectsEnoughTakesNobodyIn) {
    // X 20, Y 14, Z 6: Y and Z together reach 20 without X.
    const AreaPlan made = plan(municipality(), 200);
    EXPECT_EQ(category_of(made, 4), "X");
    EXPECT_EQ(category_of(made, 5), "_rest:K");
    EXPECT_EQ(category_of(made, 6), "_rest:K");
}

TEST(AreaPlan, TheLimitItselfIsEnough) {
    const std::vector<AreaNode> nodes = {{"K", {}, unknown}, {"A", 0, 1}, {"B", 0, 2}};
    EXPECT_EQ(category_of(plan(nodes, 60), 1), "A");
    EXPECT_EQ(category_of(plan(nodes, 59), 1), "K");
}

TEST(AreaPlan, AParentWhoseChildrenAllExpectTooFewIsTheCategory) {
    // A 25, B 15, X 5, Y 3.5, Z 1.5: B takes in A, so the town is one; the rest takes in the town.
    EXPECT_EQ(ids(plan(municipality(), 50)), (Ids{"K", "outside", "_missing", "_not_reported"}));
    // Twice as many: the countryside reaches 20, the town is divided.
    const AreaPlan made = plan(municipality(), 100);
    EXPECT_EQ(ids(made),
              (Ids{"A", "B", "_rest:T", "_rest:K", "outside", "_missing", "_not_reported"}));
    // A 31, B 19: B takes in its only sibling A, and the town is a category under its own code.
    const std::vector<AreaNode> town = {
        {"K", {}, unknown}, {"T", 0, unknown}, {"A", 1, 31}, {"B", 1, 19}, {"X", 0, 50}};
    const AreaPlan whole = plan(town, 100);
    EXPECT_EQ(ids(whole), (Ids{"T", "X", "_rest:K", "outside", "_missing", "_not_reported"}));
    EXPECT_EQ(category_of(whole, 2), "T");
    EXPECT_EQ(category_of(whole, 3), "T");
}

TEST(AreaPlan, ADividedSiblingJoinsWhole) {
    // X expects 15 and its only sibling is the divided town: the municipality is one category.
    const std::vector<AreaNode> nodes = {
        {"K", {}, unknown}, {"T", 0, unknown}, {"A", 1, 40}, {"B", 1, 45}, {"X", 0, 15}};
    EXPECT_EQ(ids(plan(nodes, 100)), (Ids{"K", "outside", "_missing", "_not_reported"}));
    EXPECT_EQ(category_of(plan(nodes, 100), 2), "K");
    EXPECT_EQ(category_of(plan(nodes, 200), 2), "A");
}

TEST(AreaPlan, ARootIsACategoryWhateverItExpects) {
    const AreaPlan made = plan(municipality(), 0);
    EXPECT_EQ(ids(made), (Ids{"K", "outside", "_missing", "_not_reported"}));
    for (std::size_t node = 0; node < 7; ++node) EXPECT_EQ(category_of(made, node), "K");
}

TEST(AreaPlan, WithoutPopulationChildrenShareEqually) {
    const std::vector<AreaNode> nodes = {
        {"K", {}, unknown}, {"T", 0, unknown}, {"X", 0, 9}, {"A", 1, unknown}, {"B", 1, 1}};
    // T and X 50 each, since T's population is unknown; A and B 25 each.
    EXPECT_EQ(ids(plan(nodes, 100)),
              (Ids{"A", "B", "_rest:T", "X", "_rest:K", "outside", "_missing", "_not_reported"}));
    EXPECT_EQ(category_of(plan(nodes, 79), 3), "T");
}

TEST(AreaPlan, SettlementMovesUpTheTree) {
    const AreaPlan made = plan(municipality(), 500);
    EXPECT_EQ(moves_to(made, "A"), "_rest:T");
    EXPECT_EQ(moves_to(made, "_rest:T"), "_rest:K");
    EXPECT_EQ(moves_to(made, "X"), "_rest:K");
    EXPECT_EQ(moves_to(made, "_rest:K"), "_not_reported");
    EXPECT_EQ(moves_to(made, "outside"), "_not_reported");
    EXPECT_EQ(moves_to(made, "_missing"), "_not_reported");
    QuestionShape shape = testing::shape_of({});
    shape.dimensions.push_back(made.dimension);
    EXPECT_TRUE(is_sound(shape));
}

TEST(AreaPlan, AnAnswerThatNamesADividedParentIsInItsRemainder) {
    const AreaPlan made = plan(municipality(), 1000);
    EXPECT_EQ(category_of(made, 0), "_rest:K");
    EXPECT_EQ(category_of(made, 1), "_rest:T");
}

TEST(AreaPlan, ParentsMayStandAfterTheirChildren) {
    const std::vector<AreaNode> nodes = {{"A", 2, 1}, {"B", 2, 1}, {"K", {}, unknown}};
    EXPECT_EQ(category_of(plan(nodes, 40), 0), "A");
}

TEST(AreaPlan, SeveralRootsShareByPopulation) {
    const std::vector<AreaNode> nodes = {{"K", {}, 30}, {"L", {}, 10}, {"A", 0, 1}, {"B", 0, 1}};
    const AreaPlan made = plan(nodes, 60);
    EXPECT_EQ(ids(made), (Ids{"A", "B", "_rest:K", "L", "outside", "_missing", "_not_reported"}));
    EXPECT_EQ(moves_to(made, "L"), "_not_reported");
}

TEST(AreaPlan, ADeepTreeNeedsNoDeepStack) {
    std::vector<AreaNode> nodes = {{"N0", {}, unknown}};
    for (std::size_t i = 1; i < base::limits::areas_max; ++i) {
        nodes.push_back({"N" + std::to_string(i), i - 1, unknown});
    }
    EXPECT_EQ(category_of(plan(nodes, 10), base::limits::areas_max - 1), "N0");
}

TEST(AreaPlan, RaisesTheLimitUntilTheCategoriesAreFewEnough) {
    std::vector<AreaNode> nodes = {{"K", {}, unknown}};
    for (int i = 0; i < 2000; ++i) nodes.push_back({"A" + std::to_string(i), 0, unknown});
    EXPECT_LE(plan(nodes, 1'000'000).dimension.categories.size(), base::limits::categories_max);
}

std::optional<std::int64_t> refused_at(const std::vector<AreaNode>& nodes) {
    const auto made = plan_areas("area", nodes, 100);
    return made ? std::nullopt : made.error().details().number;
}

TEST(AreaPlan, RefusesWhatIsNoTree) {
    EXPECT_EQ(refused_at({{"K", {}, unknown}, {"A", 2, unknown}}), 1);
    EXPECT_EQ(refused_at({{"K", {}, unknown}, {"A", 2, unknown}, {"B", 1, unknown}}), 1);
    EXPECT_EQ(refused_at({{"A", 0, unknown}}), 0);
}

TEST(AreaPlan, RefusesPopulationsThatAreNone) {
    EXPECT_EQ(refused_at({{"K", {}, unknown}, {"A", 0, -1}}), 1);
    EXPECT_EQ(refused_at({{"K", {}, unknown}, {"A", 0, std::numeric_limits<double>::quiet_NaN()}}),
              1);
    EXPECT_EQ(refused_at({{"K", {}, std::numeric_limits<double>::infinity()}}), 0);
}

TEST(AreaPlan, RefusesANegativeNumberOfAnswers) {
    EXPECT_FALSE(plan_areas("area", municipality(), -1).has_value());
}

TEST(AreaPlan, WithoutAreasThereIsOnlyOutsideAndMissing) {
    EXPECT_EQ(ids(plan({}, 100)), (Ids{"outside", "_missing", "_not_reported"}));
}

}  // namespace
}  // namespace lyhord::disclosure
