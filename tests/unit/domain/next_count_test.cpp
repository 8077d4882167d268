#include "domain/next_count.h"

#include <gtest/gtest.h>

#include "base/clock.h"

namespace lyhord::domain {
namespace {

const base::Day closes(20'000);

Round a_round() {
    Round round;
    round.state = RoundState::open;
    round.terms.closes_at = closes;
    round.terms.grace_hours = 72;
    round.released_day = closes.plus(-20);
    return round;
}

TEST(NextCount, IsTheSettlementIfThereIsNothingWeekly) {
    EXPECT_EQ(next_count(a_round()), closes.plus(4));
    EXPECT_EQ(weekly_count(a_round()), std::nullopt);
}

TEST(NextCount, IsAWeekAfterTheLastOneUntilTheSettlement) {
    Round round = a_round();
    round.terms.release.weekly = true;
    EXPECT_EQ(next_count(round), closes.plus(-13));
    round.released_day = closes.plus(1);
    EXPECT_EQ(next_count(round), closes.plus(4)) << "the settlement comes before the week is over";
    round.released_day = closes.plus(-4);
    round.state = RoundState::closed;
    EXPECT_EQ(next_count(round), closes.plus(3)) << "late answers are counted, too";
}

TEST(NextCount, IsNeverOnceAllIsCounted) {
    Round round = a_round();
    round.terms.release.weekly = true;
    round.state = RoundState::settled;
    EXPECT_EQ(next_count(round), std::nullopt);
    EXPECT_EQ(weekly_count(round), std::nullopt);
}

TEST(NextCount, IsUnknownWhileNobodyKnowsWhenItCloses) {
    Round round = a_round();
    round.terms.closes_at.reset();
    EXPECT_EQ(next_count(round), std::nullopt);
    round.terms.release.weekly = true;
    EXPECT_EQ(next_count(round), closes.plus(-13));
}

TEST(NextCount, IsNotWeeklyBeforeItOpens) {
    Round round = a_round();
    round.terms.release.weekly = true;
    round.state = RoundState::scheduled;
    EXPECT_EQ(next_count(round), closes.plus(4));
}

}  // namespace
}  // namespace lyhord::domain
