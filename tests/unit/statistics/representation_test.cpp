#include "statistics/representation.h"

#include <gtest/gtest.h>

#include <limits>

namespace lyhord::statistics {
namespace {

TEST(Representation, TellsWhoIsMissing) {
    const auto found =
        represent(std::vector<double>{60, 30, 10}, std::vector<double>{5000, 3000, 2000}).value();
    ASSERT_EQ(found.size(), 3U);
    EXPECT_DOUBLE_EQ(found[0].answered, 0.6);
    EXPECT_DOUBLE_EQ(found[0].population, 0.5);
    EXPECT_NEAR(found[0].difference(), 0.1, 1e-12);
    EXPECT_NEAR(found[1].difference(), 0, 1e-12);
    EXPECT_NEAR(found[2].difference(), -0.1, 1e-12);
}

TEST(Representation, NobodyOfAKindIsAFigureToo) {
    EXPECT_NEAR(
        represent(std::vector<double>{10, 0}, std::vector<double>{1, 1})->at(1).difference(),
        -0.5,
        1e-12);
}

TEST(Representation, RefusesWhatCannotBeCompared) {
    const std::vector<double> people = {1, 1};
    EXPECT_FALSE(represent(std::vector<double>{1}, people));
    EXPECT_FALSE(represent(std::vector<double>{0, 0}, people));
    EXPECT_FALSE(represent(std::vector<double>{-1, 5}, people));
    EXPECT_FALSE(represent(people, std::vector<double>{0, 0}));
    EXPECT_FALSE(
        represent(people, std::vector<double>{std::numeric_limits<double>::infinity(), 1}));
    EXPECT_FALSE(represent({}, {}));
}

}  // namespace
}  // namespace lyhord::statistics
