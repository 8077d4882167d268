#include "disclosure/admission.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <random>

#include "builders.h"
#include "reference_peeling.h"

namespace lyhord::disclosure {
namespace {

using testing::admitted_positions;
using testing::fragments_of;
using testing::ReferencePeeling;
using testing::shape_of;

std::size_t admitted(const QuestionShape& shape, const std::vector<Fragment>& fragments) {
    return admit(shape, fragments, 1).admitted.size();
}

TEST(Admission, AdmitsNothingOfNothing) {
    const Outcome outcome = admit(shape_of({2}), {}, 5);
    EXPECT_TRUE(outcome.admitted.empty());
    EXPECT_TRUE(outcome.left.empty());
}

TEST(Admission, TakesOutACategoryWithFewerThanB) {
    const auto fragments =
        fragments_of({{3, {0}, {0}}, {3, {1}, {0}}, {2, {0}, {1}}, {2, {1}, {1}}});
    const Outcome outcome = admit(shape_of({2}), fragments, 5);
    EXPECT_EQ(admitted_positions(outcome), (std::vector<std::size_t>{0, 1, 2, 3, 4, 5}));
    EXPECT_EQ(outcome.left, (std::vector<std::size_t>{6, 7, 8, 9}));
}

TEST(Admission, AdmitsACategoryOfExactlyB) {
    EXPECT_EQ(admitted(shape_of({1}), fragments_of({{3, {0}, {0}}, {2, {1}, {0}}})), 5u);
}

TEST(Admission, LeavesDeclaredCategoriesAsTheyAre) {
    const Outcome outcome = admit(shape_of({2}), fragments_of({{3, {0}, {1}}, {2, {1}, {1}}}), 5);
    for (const Admitted& one : outcome.admitted) EXPECT_EQ(one.categories, std::vector<Index>{1});
    EXPECT_EQ(outcome.recoded, std::vector<std::int64_t>{0});
}

TEST(Admission, TakesOutACategoryInWhichOneFragmentDiffers) {
    const auto fragments =
        fragments_of({{20, {0}, {0}}, {1, {1}, {0}}, {4, {0}, {1}}, {4, {1}, {1}}});
    EXPECT_EQ(admitted(shape_of({2}), fragments), 8u);
}

TEST(Admission, AdmitsACategoryInWhichTwoFragmentsDiffer) {
    EXPECT_EQ(admitted(shape_of({1}), fragments_of({{20, {0}, {0}}, {2, {1}, {0}}})), 22u);
    EXPECT_EQ(admitted(shape_of({1}), fragments_of({{20, {0}, {0}}, {1, {1}, {0}}, {1, {2}, {0}}})),
              22u);
}

TEST(Admission, JudgesTheWholeBatchAsACategory) {
    EXPECT_EQ(admitted(shape_of({}), fragments_of({{4, {0}, {}}})), 0u);
    EXPECT_EQ(admitted(shape_of({}), fragments_of({{9, {0}, {}}, {1, {1}, {}}})), 0u);
    EXPECT_EQ(admitted(shape_of({}), fragments_of({{9, {0}, {}}, {2, {1}, {}}})), 11u);
}

TEST(Admission, MultipleChoiceNeedsTwoWhoLeftOutEachOption) {
    QuestionShape shape = shape_of({1});
    shape.choice = Choice::multiple;
    // Everybody but one ticked option 0, although the ticked sets differ a lot.
    EXPECT_EQ(admitted(shape, fragments_of({{3, {0, 1}, {0}}, {3, {0, 2}, {0}}, {1, {1}, {0}}})),
              0u);
    EXPECT_EQ(admitted(shape, fragments_of({{3, {0, 1}, {0}}, {3, {0, 2}, {0}}, {2, {1}, {0}}})),
              8u);
}

TEST(Admission, MultipleChoiceMayBeLeftEmpty) {
    QuestionShape shape = shape_of({1});
    shape.choice = Choice::multiple;
    EXPECT_EQ(admitted(shape, fragments_of({{5, {}, {0}}})), 5u);
}

// Two dimensions whose categories 0 have only value 0 in common, and categories 1 as well.
std::vector<Fragment> crossing_that_gives_one_away() {
    return fragments_of({{2, {0}, {0, 0}},
                         {4, {1}, {0, 1}},
                         {4, {2}, {1, 0}},
                         {3, {1}, {1, 1}},
                         {3, {2}, {1, 1}},
                         {3, {3}, {1, 1}}});
}

TEST(Admission, TakesOutAFragmentWhoseCategoriesLeaveOneValue) {
    // Category 0 of d0 has values {0, 1}, category 0 of d1 has {0, 2}: both lie in both only with
    // 0.
    const Outcome outcome = admit(shape_of({2, 2}), crossing_that_gives_one_away(), 1);
    EXPECT_TRUE(std::ranges::find(outcome.left, 0u) != outcome.left.end());
    EXPECT_TRUE(std::ranges::find(outcome.left, 1u) != outcome.left.end());
}

TEST(Admission, RuleThreeIsNotForMultipleChoice) {
    QuestionShape shape = shape_of({2, 2});
    shape.choice = Choice::multiple;
    EXPECT_EQ(admitted(shape, crossing_that_gives_one_away()), 19u);
}

TEST(Admission, SizeOnlyAsksNothingOfTheValues) {
    QuestionShape shape = shape_of({2, 2});
    shape.rules = Rules::size_only;
    EXPECT_EQ(admitted(shape, crossing_that_gives_one_away()), 19u);
    EXPECT_EQ(admitted(shape, fragments_of({{5, {0}, {0, 0}}})), 5u);
    EXPECT_EQ(admitted(shape, fragments_of({{5, {0}, {0, 0}}, {4, {0}, {1, 0}}})), 5u);
}

TEST(Admission, CountsValuelessFragments) {
    QuestionShape shape = shape_of({2});
    shape.rules = Rules::size_only;
    shape.choice = Choice::none;
    shape.options = 0;
    EXPECT_EQ(admitted(shape, fragments_of({{5, {}, {0}}, {4, {}, {1}}})), 5u);
}

TEST(Admission, RemovalsSpreadFromDimensionToDimension) {
    // d1's category 1 falls under b when d0's category 1 goes, and takes d0's category 0 with it.
    const auto fragments = fragments_of(
        {{2, {0}, {1, 1}}, {2, {1}, {1, 1}}, {2, {0}, {0, 1}}, {2, {1}, {0, 1}}, {1, {0}, {0, 0}}});
    EXPECT_EQ(admitted(shape_of({2, 2}), fragments), 0u);
}

TEST(Admission, WaitsForTheSmallestBatch) {
    const auto fragments = fragments_of({{10, {0}, {0}}, {10, {1}, {0}}, {2, {1}, {1}}});
    EXPECT_EQ(admit(shape_of({2}), fragments, 20).admitted.size(), 20u);
    // 22 are pending, but only what remains is the batch.
    const Outcome waiting = admit(shape_of({2}), fragments, 21);
    EXPECT_TRUE(waiting.admitted.empty());
    EXPECT_EQ(waiting.left.size(), 22u);
}

QuestionShape random_shape(std::mt19937_64& random) {
    QuestionShape shape = shape_of({});
    shape.rules = random() % 5 == 0 ? Rules::size_only : Rules::all;
    shape.choice = random() % 3 == 0 ? Choice::multiple : Choice::single;
    shape.options = 2 + random() % 4;
    shape.batch_size_min = 3 + static_cast<int>(random() % 4);
    const std::size_t dimensions = random() % 4;
    for (std::size_t d = 0; d < dimensions; ++d) {
        shape.dimensions.push_back(testing::dimension("d", 1 + random() % 4));
    }
    return shape;
}

// Small numbers are more likely, so that rules are broken often and kept often.
Index skewed(std::mt19937_64& random, std::size_t bound) {
    return static_cast<Index>(std::min(random() % bound, random() % bound));
}

Fragment random_fragment(std::mt19937_64& random, const QuestionShape& shape) {
    Fragment fragment;
    for (Index option = 0; option < shape.options; ++option) {
        const bool ticked = shape.choice == Choice::multiple && random() % 2 == 0;
        if (ticked) fragment.options.push_back(option);
    }
    if (shape.choice == Choice::single) fragment.options = {skewed(random, shape.options)};
    for (const Dimension& dimension : shape.dimensions) {
        fragment.categories.push_back(skewed(random, dimension.categories.size() - 1));
    }
    return fragment;
}

TEST(Admission, TheOrderOfPeelingDoesNotMatter) {
    std::mt19937_64 random(1);
    std::size_t partial = 0;
    for (int round = 0; round < 400; ++round) {
        const QuestionShape shape = random_shape(random);
        std::vector<Fragment> fragments(random() % 60);
        for (Fragment& fragment : fragments) fragment = random_fragment(random, shape);
        const std::vector<std::size_t> set = admitted_positions(admit(shape, fragments, 1));
        for (int order = 0; order < 2; ++order) {
            ASSERT_EQ(ReferencePeeling(shape, fragments).run(random), set) << "round " << round;
        }
        if (!set.empty() && set.size() < fragments.size()) ++partial;
    }
    EXPECT_GT(partial, 100u) << "the rounds must be of the kind that distinguishes orders";
}

TEST(Admission, TheOrderOfFragmentsDoesNotMatter) {
    std::mt19937_64 random(2);
    for (int round = 0; round < 100; ++round) {
        const QuestionShape shape = random_shape(random);
        std::vector<Fragment> fragments(80);
        for (Fragment& fragment : fragments) fragment = random_fragment(random, shape);
        std::vector<std::size_t> order(fragments.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::shuffle(order, random);
        std::vector<Fragment> shuffled;
        for (const std::size_t i : order) shuffled.push_back(fragments[i]);

        std::vector<std::size_t> back;
        for (const std::size_t i : admitted_positions(admit(shape, shuffled, 1))) {
            back.push_back(order[i]);
        }
        std::ranges::sort(back);
        ASSERT_EQ(back, admitted_positions(admit(shape, fragments, 1)));
    }
}

TEST(Admission, HandlesMoreOptionsThanAMachineWordHasBits) {
    QuestionShape shape = shape_of({1});
    shape.options = 200;
    EXPECT_EQ(admitted(shape, fragments_of({{3, {199}, {0}}, {3, {130}, {0}}})), 6u);
    EXPECT_EQ(admitted(shape, fragments_of({{6, {199}, {0}}, {1, {64}, {0}}})), 0u);
}

TEST(Admission, FiveThousandFragmentsInTenDimensionsTakeMilliseconds) {
    std::mt19937_64 random(3);
    QuestionShape shape = shape_of({20, 20, 8, 8, 5, 5, 3, 3, 12, 40});
    shape.options = 12;
    std::vector<Fragment> fragments(5000);
    for (Fragment& fragment : fragments) fragment = random_fragment(random, shape);
    const auto start = std::chrono::steady_clock::now();
    const Outcome outcome = admit(shape, fragments, 50);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    std::printf("5000 fragments x 10 dimensions: %.1f ms, %zu admitted\n",
                took.count(),
                outcome.admitted.size());
    // Generous for a debug build under a sanitizer on a loaded machine; quadratic work takes
    // longer.
    EXPECT_LT(took.count(), 2000);
}

}  // namespace
}  // namespace lyhord::disclosure
