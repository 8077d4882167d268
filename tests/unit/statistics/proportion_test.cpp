#include "statistics/proportion.h"

#include <gtest/gtest.h>

#include <limits>

namespace lyhord::statistics {
namespace {

TEST(Proportion, AShareNeedsAPartOfABase) {
    EXPECT_FALSE(share_of(0, 0));
    EXPECT_FALSE(share_of(-1, 10));
    EXPECT_FALSE(share_of(11, 10));
    EXPECT_FALSE(share_of(1, -10));
    EXPECT_FALSE(share_of(std::numeric_limits<double>::quiet_NaN(), 10));
    EXPECT_FALSE(share_of(1, std::numeric_limits<double>::infinity()));
    EXPECT_DOUBLE_EQ(share_of(1, 4)->value, 0.25);
}

TEST(Proportion, NoIntervalOfWhatIsNoShare) {
    EXPECT_FALSE(wilson({.value = 0.5, .base = 0}));
    EXPECT_FALSE(wilson({.value = 1.5, .base = 10}));
    EXPECT_FALSE(newcombe({.value = 0.5, .base = 10}, {.value = 0.5, .base = 0}));
    EXPECT_FALSE(newcombe({.value = -0.5, .base = 10}, {.value = 0.5, .base = 10}));
}

// As many as tests can try: the interval holds the share, lies within 0 and 1, is that of the
// complement turned round, and shrinks with the base.
TEST(Proportion, AnIntervalHoldsItsShare) {
    for (int base = 1; base <= 60; ++base) {
        for (int part = 0; part <= base; ++part) {
            const Share share = share_of(part, base).value();
            const Interval interval = wilson(share).value();
            EXPECT_LE(0, interval.low);
            EXPECT_LE(interval.low, share.value);
            EXPECT_LE(share.value, interval.high);
            EXPECT_LE(interval.high, 1);
            const Interval turned = wilson(share_of(base - part, base).value()).value();
            EXPECT_NEAR(turned.low, 1 - interval.high, 1e-12);
            const Interval more = wilson({.value = share.value, .base = 2.0 * base}).value();
            EXPECT_LT(more.high - more.low, interval.high - interval.low);
        }
    }
}

// The interval's ends are the shares from which the one seen is just 1.96 standard errors away:
// the definition, where wilson() has its solution.
TEST(Proportion, WilsonsEndsSolveTheScoreTest) {
    const Share share = share_of(117, 131).value();
    const Interval interval = wilson(share).value();
    for (const double end : {interval.low, interval.high}) {
        const double deviation = (share.value - end) * (share.value - end);
        EXPECT_NEAR(
            deviation, normal_quantile * normal_quantile * end * (1 - end) / share.base, 1e-12);
    }
}

TEST(Proportion, ADifferenceTurnsWithItsSides) {
    const Share first = share_of(20, 50).value();
    const Share second = share_of(40, 60).value();
    const Difference there = newcombe(first, second).value();
    const Difference back = newcombe(second, first).value();
    EXPECT_DOUBLE_EQ(there.value, -back.value);
    EXPECT_NEAR(there.interval.low, -back.interval.high, 1e-12);
    EXPECT_TRUE(there.distinguishable());
    EXPECT_TRUE(back.distinguishable());
    EXPECT_FALSE(newcombe(first, first)->distinguishable());
}

}  // namespace
}  // namespace lyhord::statistics
