#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/completion.h"
#include "base/day.h"
#include "base/random.h"
#include "base/utf8.h"
#include "base/whole_number.h"

namespace lyhord::base {
namespace {

TEST(Day, ReadsRealDaysOnly) {
    EXPECT_EQ(Day::parse("1970-01-01"), Day(0));
    EXPECT_EQ(Day::parse("2024-02-29")->text(), "2024-02-29");
    EXPECT_FALSE(Day::parse("2023-02-29"));
    EXPECT_FALSE(Day::parse("2023-2-9"));
    EXPECT_FALSE(Day::parse("-023-02-09"));
    EXPECT_FALSE(Day::parse("2023-02-09 "));
}

TEST(WholeNumber, IsReadWholeOrNotAtAll) {
    EXPECT_EQ(whole_number("0"), 0);
    EXPECT_EQ(whole_number("-12"), -12);
    EXPECT_EQ(whole_number("9223372036854775807"), 9'223'372'036'854'775'807);
    for (const std::string_view text : {"", "-", "+1", " 1", "1 ", "1.0", "0x1", "1e3"}) {
        EXPECT_FALSE(whole_number(text)) << text;
    }
    EXPECT_FALSE(whole_number("9223372036854775808"));
    EXPECT_FALSE(whole_number("99999999999999999999"));
}

TEST(Clock, BeginsEveryDayOnThatDay) {
    for (int number = 19'000; number < 19'800; ++number) {
        const Instant start = Clock::start_of(Day(number));
        EXPECT_EQ(Clock::day_of(start), Day(number));
        EXPECT_EQ(Clock::day_of(start.plus_seconds(-1)), Day(number - 1));
    }
}

TEST(Random, StaysBelowTheBoundAndReachesAll) {
    SystemRandom random;
    std::vector<int> seen(7);
    for (int i = 0; i < 2000; ++i) {
        ++seen.at(random.below(7));
    }
    for (const int count : seen) {
        EXPECT_GT(count, 0);
    }
}

TEST(Completion, TellsUnavailableWhenItIsDropped) {
    std::optional<Fault> told;
    {
        const Completion<int> dropped([&](Result<int> result) { told = result.error().fault(); });
    }
    EXPECT_EQ(told, Fault::unavailable);
}

TEST(Completion, IsCalledOnce) {
    int calls = 0;
    {
        Completion<int> completion([&](const Result<int>&) { ++calls; });
        Completion<int> moved = std::move(completion);
        moved(1);
        moved(2);
    }
    EXPECT_EQ(calls, 1);
}

TEST(Error, IsOneLineForTheOperator) {
    const Error error(Fault::invalid,
                      "must be a day",
                      {.number = 3, .pointer = JsonPointer().child(2), .subject = {}});
    EXPECT_EQ(error.line(), "/2: must be a day (3)");
}

}  // namespace
}  // namespace lyhord::base
