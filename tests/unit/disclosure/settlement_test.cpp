#include "disclosure/settlement.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "builders.h"
#include "disclosure/counts.h"

namespace lyhord::disclosure {
namespace {

using testing::final_categories;
using testing::fragments_of;
using testing::shape_of;

std::size_t times(const std::vector<Index>& categories, Index category) {
    return static_cast<std::size_t>(std::ranges::count(categories, category));
}

// A parent P of two areas and a parent R of P and one more area:
// 0 A, 1 B, 2 `_rest:P`, 3 C, 4 `_rest:R`, 5 `_missing`, 6 `_not_reported`.
enum Area : Index { area_a, area_b, rest_p, area_c, rest_r, no_area, nowhere };

QuestionShape area_shape() {
    QuestionShape shape = shape_of({});
    shape.dimensions.push_back({.id = "area",
                                .categories = {{"A", rest_p},
                                               {"B", rest_p},
                                               {"_rest:P", rest_r},
                                               {"C", rest_r},
                                               {"_rest:R", nowhere},
                                               {"_missing", nowhere},
                                               {"_not_reported", nowhere}},
                                .missing = no_area,
                                .not_reported = nowhere});
    return shape;
}

// `size` answers of a category, of alternating value, so that rule 2 holds from four on.
void add(std::vector<Fragment>& fragments, Index category, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        fragments.push_back({.options = {static_cast<Index>(i % 2)}, .categories = {category}});
    }
}

std::vector<Index> settled(const QuestionShape& shape,
                           const std::vector<std::pair<Index, std::size_t>>& sizes) {
    std::vector<Fragment> fragments;
    for (const auto& [category, size] : sizes) add(fragments, category, size);
    return settled_categories(shape, fragments, 0);
}

TEST(Settlement, LeavesGoodCategoriesAlone) {
    const auto fragments =
        fragments_of({{3, {0}, {0}}, {3, {1}, {0}}, {3, {0}, {1}}, {3, {1}, {1}}});
    const Outcome outcome = settle(shape_of({2}), fragments);
    EXPECT_EQ(outcome.admitted.size(), 12u);
    EXPECT_EQ(outcome.recoded, std::vector<std::int64_t>{0});
    EXPECT_EQ(times(final_categories(outcome, 0), 0), 6u);
}

TEST(Settlement, SettlesNothing) {
    const Outcome outcome = settle(shape_of({2}), {});
    EXPECT_TRUE(outcome.admitted.empty());
    EXPECT_TRUE(outcome.left.empty());
}

TEST(Settlement, ASmallCategoryMovesWholeAndTheSmallestOtherJoinsIt) {
    // Categories of 20, 7 and 3: the 3 go to "Ej redovisat", which is too small, so the 7 follow.
    const QuestionShape shape = shape_of({3});
    const std::vector<Index> where = settled(shape, {{0, 20}, {1, 7}, {2, 3}});
    EXPECT_EQ(where[0], 0u);
    EXPECT_EQ(where[1], shape.dimensions[0].not_reported);
    EXPECT_EQ(where[2], shape.dimensions[0].not_reported);
}

TEST(Settlement, SmallCategoriesThatSufficeTogetherTakeNobodyWithThem) {
    const QuestionShape shape = shape_of({3});
    const std::vector<Index> where = settled(shape, {{0, 6}, {1, 3}, {2, 3}});
    EXPECT_EQ(where[0], 0u);
    EXPECT_EQ(where[1], shape.dimensions[0].not_reported);
    EXPECT_EQ(where[2], shape.dimensions[0].not_reported);
}

TEST(Settlement, TiesGoByTheOrderOfTheQuestionnaire) {
    const QuestionShape shape = shape_of({4});
    const std::vector<Index> where = settled(shape, {{0, 20}, {1, 7}, {2, 7}, {3, 3}});
    EXPECT_EQ(where[1], shape.dimensions[0].not_reported);
    EXPECT_EQ(where[2], 2u);
}

TEST(Settlement, UppgiftSaknasComesLastInTies) {
    QuestionShape shape = shape_of({2});
    const Index missing = *shape.dimensions[0].missing;
    EXPECT_EQ(settled(shape, {{0, 7}, {1, 3}, {missing, 7}})[missing], missing);
    EXPECT_EQ(settled(shape, {{0, 8}, {1, 3}, {missing, 7}})[0], 0u);
    // Also where it has another number, as in `release simulate`.
    shape.dimensions[0].missing = 0;
    EXPECT_EQ(settled(shape, {{0, 7}, {1, 3}, {missing, 7}})[0], 0u);
}

TEST(Settlement, ACategoryWithOneDifferingAnswerMovesToo) {
    const QuestionShape shape = shape_of({3});
    const auto fragments = fragments_of({{19, {0}, {0}},
                                         {1, {1}, {0}},
                                         {4, {0}, {1}},
                                         {4, {1}, {1}},
                                         {9, {0}, {2}},
                                         {9, {1}, {2}}});
    const std::vector<Index> where = settled_categories(shape, fragments, 0);
    const Index not_reported = shape.dimensions[0].not_reported;
    // "Ej redovisat" has 20 and still only one that differs: the smallest other joins.
    EXPECT_EQ(where[0], not_reported);
    EXPECT_EQ(where[1], not_reported);
    EXPECT_EQ(where[2], 2u);
}

TEST(Settlement, SizeOnlyMovesByNumberAlone) {
    QuestionShape shape = shape_of({2});
    shape.rules = Rules::size_only;
    const std::vector<Index> where =
        settled_categories(shape, fragments_of({{9, {0}, {0}}, {9, {1}, {1}}}), 0);
    EXPECT_EQ(where[0], 0u);
}

TEST(Settlement, AnAreaMovesToItsParentsRemainder) {
    const std::vector<Index> where =
        settled(area_shape(), {{area_a, 3}, {area_b, 20}, {rest_p, 9}, {area_c, 20}});
    EXPECT_EQ(where[area_a], rest_p);
    EXPECT_EQ(where[area_b], area_b);
    EXPECT_EQ(where[area_c], area_c);
}

TEST(Settlement, ARemainderTakesInItsSmallestSiblingFirst) {
    const std::vector<Index> where =
        settled(area_shape(), {{area_a, 3}, {area_b, 20}, {area_c, 6}});
    EXPECT_EQ(where[area_a], rest_p);
    EXPECT_EQ(where[area_b], rest_p) << "C is smaller, but does not lie in P";
    EXPECT_EQ(where[area_c], area_c);
}

TEST(Settlement, ARemainderThatBreaksByItselfTakesInASiblingToo) {
    const std::vector<Index> where =
        settled(area_shape(), {{area_a, 8}, {area_b, 20}, {rest_p, 2}, {area_c, 6}});
    EXPECT_EQ(where[area_a], rest_p);
    EXPECT_EQ(where[area_b], area_b);
    EXPECT_EQ(where[rest_p], rest_p);
}

TEST(Settlement, AWholeParentMovesToTheGrandparentsRemainder) {
    const std::vector<Index> where =
        settled(area_shape(), {{area_a, 2}, {area_b, 2}, {area_c, 30}, {rest_r, 10}});
    EXPECT_EQ(where[area_a], rest_r);
    EXPECT_EQ(where[area_b], rest_r);
    EXPECT_EQ(where[area_c], area_c);
}

TEST(Settlement, AWholeTreeMovesToEjRedovisat) {
    const std::vector<Index> where =
        settled(area_shape(), {{area_a, 1}, {area_b, 1}, {area_c, 2}, {no_area, 40}});
    for (const Index area : {area_a, area_b, area_c, no_area}) EXPECT_EQ(where[area], nowhere);
}

TEST(Settlement, EjRedovisatTakesInAnyCategory) {
    const std::vector<Index> where =
        settled(area_shape(), {{area_a, 8}, {area_b, 20}, {area_c, 9}, {no_area, 3}});
    EXPECT_EQ(where[no_area], nowhere);
    EXPECT_EQ(where[area_a], nowhere);
    EXPECT_EQ(where[area_b], area_b);
    EXPECT_EQ(where[area_c], area_c);
}

// Good categories, of which rule 3 takes out the cell in the categories 0 of both dimensions.
std::vector<Fragment> with_rule_three_cells(std::size_t size) {
    return fragments_of({{size, {0}, {0, 0}},
                         {4, {1}, {0, 1}},
                         {4, {2}, {1, 0}},
                         {9, {1}, {1, 1}},
                         {9, {2}, {1, 1}},
                         {9, {3}, {1, 1}},
                         {9, {4}, {1, 1}}});
}

TEST(Settlement, CountsWhatPeelingTakesOutUnderEjRedovisatInEveryDimension) {
    // Value 0 alone lies in both categories 0. When those go, the categories are uniform and go
    // too; together they are {0: 2, 1: 4, 2: 4}, which may be counted.
    const QuestionShape shape = shape_of({2, 2});
    const Outcome outcome = settle(shape, with_rule_three_cells(2));
    EXPECT_TRUE(outcome.left.empty());
    const std::vector<Index> first = final_categories(outcome, 0);
    EXPECT_EQ(times(first, shape.dimensions[0].not_reported), 10u);
    EXPECT_EQ(final_categories(outcome, 1), first) << "out of all dimensions at once";
    EXPECT_EQ(outcome.recoded, (std::vector<std::int64_t>{10, 10}));
}

TEST(Settlement, WithholdsAGroupUnderB) {
    // The peeled cell has 2 fragments; the categories around them stay good without them.
    const auto fragments = fragments_of({{2, {0}, {0, 0}},
                                         {4, {1}, {0, 1}},
                                         {4, {3}, {0, 1}},
                                         {4, {2}, {1, 0}},
                                         {4, {4}, {1, 0}},
                                         {9, {1}, {1, 1}},
                                         {9, {2}, {1, 1}}});
    const Outcome outcome = settle(shape_of({2, 2}), fragments);
    EXPECT_EQ(outcome.left, (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(outcome.admitted.size(), fragments.size() - 2);
    EXPECT_EQ(outcome.recoded, (std::vector<std::int64_t>{0, 0}));
}

TEST(Settlement, WithholdsAGroupThatAgrees) {
    const auto fragments = fragments_of({{6, {0}, {0, 0}},
                                         {4, {1}, {0, 1}},
                                         {4, {3}, {0, 1}},
                                         {4, {2}, {1, 0}},
                                         {4, {4}, {1, 0}},
                                         {9, {1}, {1, 1}},
                                         {9, {2}, {1, 1}}});
    EXPECT_EQ(settle(shape_of({2, 2}), fragments).left.size(), 6u);
}

TEST(Settlement, TheGroupIsJudgedWithoutThoseAlreadyUnderEjRedovisat) {
    // d1's category 2 has three answers and moves to "Ej redovisat" with its smallest sibling; the
    // two that rule 3 takes out may not hide among them, since in d0 they would stand alone.
    auto fragments = fragments_of({{2, {0}, {0, 0}},
                                   {4, {1}, {0, 1}},
                                   {4, {3}, {0, 1}},
                                   {4, {2}, {1, 0}},
                                   {4, {4}, {1, 0}},
                                   {9, {1}, {1, 1}},
                                   {9, {2}, {1, 1}},
                                   {3, {1}, {1, 2}},
                                   {5, {2}, {1, 3}},
                                   {4, {1}, {1, 3}}});
    const Outcome outcome = settle(shape_of({2, 4}), fragments);
    EXPECT_EQ(outcome.left, (std::vector<std::size_t>{0, 1}));
    EXPECT_GT(outcome.recoded[1], 0);
}

TEST(Settlement, WithholdsEverythingOfABatchUnderB) {
    const Outcome outcome = settle(shape_of({2}), fragments_of({{2, {0}, {0}}, {2, {1}, {1}}}));
    EXPECT_TRUE(outcome.admitted.empty());
    EXPECT_EQ(outcome.left.size(), 4u);
    EXPECT_EQ(outcome.recoded, std::vector<std::int64_t>{0});
}

TEST(Settlement, WithholdsEverythingWhenAllButOneAgree) {
    EXPECT_EQ(settle(shape_of({1}), fragments_of({{40, {0}, {0}}, {1, {1}, {0}}})).left.size(),
              41u);
}

TEST(Settlement, WorksWithoutDimensions) {
    EXPECT_EQ(settle(shape_of({}), fragments_of({{3, {0}, {}}, {2, {1}, {}}})).admitted.size(), 5u);
    EXPECT_EQ(settle(shape_of({}), fragments_of({{4, {0}, {}}, {1, {1}, {}}})).left.size(), 5u);
}

TEST(Settlement, DimensionsMoveIndependently) {
    const QuestionShape shape = shape_of({2, 2});
    const auto fragments = fragments_of(
        {{5, {0}, {0, 0}}, {5, {1}, {0, 0}}, {5, {0}, {0, 1}}, {3, {1}, {0, 1}}, {2, {1}, {1, 1}}});
    const Outcome outcome = settle(shape, fragments);
    EXPECT_EQ(outcome.admitted.size(), 20u);
    EXPECT_EQ(times(final_categories(outcome, 1), 1), 10u) << "known in d1, although not in d0";
}

TEST(Settlement, TheSameAnswersInAnotherOrderSettleTheSameWay) {
    const QuestionShape shape = shape_of({2, 2});
    auto fragments = with_rule_three_cells(3);
    const Counts forward = count(shape, fragments, settle(shape, fragments));
    std::ranges::reverse(fragments);
    EXPECT_EQ(count(shape, fragments, settle(shape, fragments)), forward);
}

}  // namespace
}  // namespace lyhord::disclosure
