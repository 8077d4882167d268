#include "disclosure/counts.h"

#include <gtest/gtest.h>

#include "builders.h"
#include "disclosure/settlement.h"

namespace lyhord::disclosure {
namespace {

using testing::fragments_of;
using testing::shape_of;

TEST(Counts, CountsBaseAndOptionsInTotalAndByCategory) {
    const QuestionShape shape = shape_of({2});
    const auto fragments =
        fragments_of({{3, {0}, {0}}, {2, {1}, {0}}, {4, {0}, {1}}, {2, {4}, {1}}});
    const Counts counts = count(shape, fragments, admit(shape, fragments, 5));
    EXPECT_EQ(counts.total, (CategoryCounts{11, {7, 2, 0, 0, 2}}));
    EXPECT_EQ(counts.dimensions[0][0], (CategoryCounts{5, {3, 2, 0, 0, 0}}));
    EXPECT_EQ(counts.dimensions[0][1], (CategoryCounts{6, {4, 0, 0, 0, 2}}));
    EXPECT_EQ(counts.dimensions[0][2], (CategoryCounts{0, {0, 0, 0, 0, 0}}));
}

TEST(Counts, CountsEveryTickOfAMultipleChoiceAndEachPersonOnce) {
    QuestionShape shape = shape_of({1});
    shape.choice = Choice::multiple;
    const auto fragments = fragments_of({{3, {0, 1}, {0}}, {3, {2}, {0}}, {2, {}, {0}}});
    const Counts counts = count(shape, fragments, admit(shape, fragments, 5));
    EXPECT_EQ(counts.total, (CategoryCounts{8, {3, 3, 3, 0, 0}}));
}

TEST(Counts, CountsTheFinalCategoryAfterSettlement) {
    const QuestionShape shape = shape_of({2});
    const auto fragments =
        fragments_of({{10, {0}, {0}}, {10, {1}, {0}}, {2, {0}, {1}}, {1, {1}, {1}}});
    const Counts counts = count(shape, fragments, settle(shape, fragments));
    EXPECT_EQ(counts.dimensions[0][shape.dimensions[0].not_reported].base, 23);
    EXPECT_EQ(counts.total.base, 23);
}

TEST(Counts, BatchesAddUp) {
    const QuestionShape shape = shape_of({2});
    const auto fragments = fragments_of({{3, {0}, {0}}, {2, {1}, {0}}});
    const Counts batch = count(shape, fragments, admit(shape, fragments, 5));
    Counts sum = no_counts(shape);
    sum += batch;
    sum += batch;
    EXPECT_EQ(sum.total, (CategoryCounts{10, {6, 4, 0, 0, 0}}));
    EXPECT_EQ(sum.dimensions[0][0], sum.total);
}

TEST(Counts, ASumKnowsTheCategoriesAndOptionsOfBoth) {
    Counts sum{.total = {.base = 0, .options = {}}, .dimensions = {}};
    const QuestionShape shape = shape_of({2});
    const auto fragments = fragments_of({{3, {0}, {0}}, {2, {1}, {0}}});
    const Counts batch = count(shape, fragments, admit(shape, fragments, 5));
    sum += batch;
    EXPECT_EQ(sum, batch);
}

}  // namespace
}  // namespace lyhord::disclosure
