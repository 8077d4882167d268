#include "base/recent_counts.h"

#include <gtest/gtest.h>

#include "support/fake_clock.h"

namespace lyhord::base {
namespace {

class RecentCountsTest : public testing::Test {
protected:
    tests::FakeClock clock_;
    RecentCounts counts_{clock_, {.window_seconds = 600, .keys_max = 100}};
};

TEST_F(RecentCountsTest, StayOfOneSizeUnderAFloodOfAddresses) {
    for (std::uint64_t address = 0; address < 100'000; ++address) {
        counts_.add(address);
        ASSERT_LE(counts_.keys(), 100U);
    }
    EXPECT_GE(counts_.forgotten(), 99'000U);
}

TEST_F(RecentCountsTest, DoNotForgetWhoSendsMostWhileOthersCome) {
    constexpr std::uint64_t flood = 1;
    for (std::uint64_t address = 2; address < 10'000; ++address) {
        counts_.add(flood);
        counts_.add(address);
    }
    EXPECT_EQ(counts_.count(flood), 9'998U);
}

TEST_F(RecentCountsTest, KeepNobodyWhoOnlyAsks) {
    EXPECT_EQ(counts_.count(1), 0U);
    EXPECT_EQ(counts_.keys(), 0U);
}

TEST_F(RecentCountsTest, ForgetThoseWhoAreQuietAgain) {
    for (std::uint64_t address = 0; address < 100; ++address) {
        counts_.add(address);
    }
    clock_.advance_seconds(600);
    for (std::uint64_t address = 0; address < 60; ++address) {
        counts_.add(1000 + address);
    }
    EXPECT_EQ(counts_.keys(), 60U);
    EXPECT_EQ(counts_.forgotten(), 0U);
}

TEST_F(RecentCountsTest, TellWhenThereIsRoomAgain) {
    EXPECT_EQ(counts_.seconds_until_below(1, 1), 0);
    counts_.add(1);
    EXPECT_EQ(counts_.seconds_until_below(1, 2), 0);
    clock_.advance_seconds(130);
    counts_.add(1);
    counts_.add(1);
    const std::int64_t first = counts_.seconds_until_below(1, 3);
    clock_.advance_seconds(first - 1);
    EXPECT_EQ(counts_.count(1), 3U);
    clock_.advance_seconds(1);
    EXPECT_EQ(counts_.count(1), 2U);
    const std::int64_t rest = counts_.seconds_until_below(1, 1);
    EXPECT_EQ(counts_.seconds_until_below(1, 2), rest);
    clock_.advance_seconds(rest - 1);
    EXPECT_EQ(counts_.count(1), 2U);
    clock_.advance_seconds(1);
    EXPECT_EQ(counts_.count(1), 0U);
}

}  // namespace
}  // namespace lyhord::base
