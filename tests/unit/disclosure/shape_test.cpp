#include "disclosure/shape.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "builders.h"

namespace lyhord::disclosure {
namespace {

using testing::shape_of;

TEST(Shape, LeadsAlongTheCategoriesThatTakeOver) {
    const Dimension dimension = testing::dimension("age", 2);
    EXPECT_TRUE(leads_to(dimension, 0, dimension.not_reported));
    EXPECT_FALSE(leads_to(dimension, 0, 1));
}

TEST(Shape, IsSoundWithinTheLimits) { EXPECT_TRUE(is_sound(shape_of({2, 3}))); }

TEST(Shape, IsNotSoundWithASmallestBatchOutsideTheLimits) {
    QuestionShape shape = shape_of({2});
    shape.batch_size_min = base::limits::batch_size_floor - 1;
    EXPECT_FALSE(is_sound(shape));
    shape.batch_size_min = base::limits::batch_size_max + 1;
    EXPECT_FALSE(is_sound(shape));
}

TEST(Shape, IsNotSoundWhenCategoriesMoveInACircle) {
    QuestionShape shape = shape_of({2});
    shape.dimensions[0].categories[0].moves_to = 1;
    shape.dimensions[0].categories[1].moves_to = 0;
    EXPECT_FALSE(is_sound(shape));
}

TEST(Shape, IsNotSoundWhenACategoryStaysOrMovesNowhere) {
    QuestionShape shape = shape_of({2});
    shape.dimensions[0].categories[0].moves_to = 0;
    EXPECT_FALSE(is_sound(shape));
    shape.dimensions[0].categories[0].moves_to = 4;
    EXPECT_FALSE(is_sound(shape));
}

TEST(Shape, IsNotSoundWithTooManyCategories) {
    QuestionShape shape = shape_of({base::limits::categories_max});
    EXPECT_FALSE(is_sound(shape));
}

TEST(Shape, AFragmentFitsWithOneOptionAndAllCategories) {
    EXPECT_TRUE(fits(shape_of({2}), {.options = {4}, .categories = {3}}));
}

TEST(Shape, AFragmentDoesNotFitWithOtherThanOneOption) {
    EXPECT_FALSE(fits(shape_of({2}), {.options = {}, .categories = {0}}));
    EXPECT_FALSE(fits(shape_of({2}), {.options = {0, 1}, .categories = {0}}));
    EXPECT_FALSE(fits(shape_of({2}), {.options = {5}, .categories = {0}}));
}

TEST(Shape, AFragmentDoesNotFitWithOtherCategoriesThanTheDimensions) {
    EXPECT_FALSE(fits(shape_of({2}), {.options = {0}, .categories = {}}));
    EXPECT_FALSE(fits(shape_of({2}), {.options = {0}, .categories = {0, 0}}));
    EXPECT_FALSE(fits(shape_of({2}), {.options = {0}, .categories = {4}}));
}

TEST(Shape, TickedOptionsAscend) {
    QuestionShape shape = shape_of({});
    shape.choice = Choice::multiple;
    EXPECT_TRUE(fits(shape, {.options = {}, .categories = {}}));
    EXPECT_TRUE(fits(shape, {.options = {0, 4}, .categories = {}}));
    EXPECT_FALSE(fits(shape, {.options = {4, 0}, .categories = {}}));
    EXPECT_FALSE(fits(shape, {.options = {1, 1}, .categories = {}}));
    shape.choice = Choice::none;
    EXPECT_FALSE(fits(shape, {.options = {1}, .categories = {}}));
}

}  // namespace
}  // namespace lyhord::disclosure
