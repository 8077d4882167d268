#include "reporting/swedish_numbers.h"

#include <gtest/gtest.h>

#include <limits>

namespace lyhord::reporting {
namespace {

TEST(SwedishNumbers, GroupThousandsByASpace) {
    EXPECT_EQ(whole_text(0), "0");
    EXPECT_EQ(whole_text(999), "999");
    EXPECT_EQ(whole_text(1084), "1 084");
    EXPECT_EQ(whole_text(1234567), "1 234 567");
    EXPECT_EQ(whole_text(-1084), "−1 084");
}

TEST(SwedishNumbers, HaveADecimalCommaAndRoundHalvesUp) {
    EXPECT_EQ(decimal_text(0.35, 1), "0,4");
    EXPECT_EQ(decimal_text(28.5, 0), "29");
    EXPECT_EQ(decimal_text(0.285 * 100, 0), "29");
    EXPECT_EQ(decimal_text(-0.04, 1), "0,0");
    EXPECT_EQ(decimal_text(2, 3), "2,000");
}

TEST(SwedishNumbers, PercentNeverHideThatThereIsSomebodyOrSomebodyElse) {
    EXPECT_EQ(percent_text(412.0 / 1084), "38 %");
    EXPECT_EQ(percent_text(0), "0 %");
    EXPECT_EQ(percent_text(1), "100 %");
    EXPECT_EQ(percent_text(4.0 / 1000), "0,4 %");
    EXPECT_EQ(percent_text(996.0 / 1000), "99,6 %");
    EXPECT_EQ(percent_text(0.005), "1 %");
}

TEST(SwedishNumbers, PointsHaveNoSign) {
    EXPECT_EQ(points_text(-0.05), "5");
    EXPECT_EQ(points_text(0.004), "0,4");
    EXPECT_EQ(points_text(0), "0");
}

}  // namespace
}  // namespace lyhord::reporting
