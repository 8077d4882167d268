// Rounds follow the clock, also one that jumps.
#include "unit/rounds/schedule_fixture.h"

namespace lyhord::tests {
namespace {

using base::Fault;
using domain::RoundState;

class Clocks : public ScheduleTest {};

TEST_F(Clocks, ARoundClosesByTheClockAndSettlesAfterItsGrace) {
    office_.open();
    office_.submit_mixed(10);
    move_to("2024-10-31");
    advance();
    EXPECT_EQ(office_.round().state, RoundState::open) << "the last day is a day for answers";
    move_to("2024-11-01");
    advance();
    EXPECT_EQ(office_.round().state_at(clock_.now()), RoundState::closed);
    EXPECT_EQ(office_.lifecycle().close("torget").error().fault(), Fault::conflict);
    EXPECT_TRUE(office_.submit({})) << "late answers are intake's to judge";
    move_to("2024-11-03");
    advance();
    EXPECT_EQ(office_.round().state_at(clock_.now()), RoundState::closed);
    move_to("2024-11-04");
    advance();
    EXPECT_EQ(office_.round().state, RoundState::settled);
    office_.expect_settled("after the grace");
    EXPECT_EQ(office_.books().questions.at("trygg").counted, 11);
}

TEST_F(Clocks, TheClockMayJumpOverTheWholeRound) {
    office_.open(torget, {.opens_at = base::Day::parse("2024-10-10")});
    move_to("2025-03-01");
    advance();
    EXPECT_EQ(office_.round().state, RoundState::settled);
    office_.expect_settled("after the jump");
    advance();
    office_.expect_settled("after another turn");
}

TEST_F(Clocks, AClockSetBackNeverReopensAndTheNightsGoOn) {
    office_.open();
    office_.submit_mixed(6);
    move_to("2024-10-20");
    advance();
    EXPECT_EQ(office_.round().resealed_day, base::Day::parse("2024-10-20"));
    move_to("2024-10-06");
    advance();
    EXPECT_EQ(office_.round().resealed_day, base::Day::parse("2024-10-06"));
    ASSERT_TRUE(office_.lifecycle().close("torget"));
    move_to("2024-10-05");
    advance();
    EXPECT_EQ(office_.round().state, RoundState::closed);
    office_.expect_complete("after the clock went back");
}

TEST_F(Clocks, AClockThatJumpsAheadSettlesNothingBeforeItHasRunForAnHour) {
    office_.open();
    office_.submit_mixed(10);
    advance();
    clock_.jump_days(100);
    advance();
    clock_.advance_seconds(3599);
    advance();
    EXPECT_EQ(office_.round().state, RoundState::open);
    office_.expect_complete("while the clock is on trial");
    EXPECT_GT(office_.key_files(), 0U);
    clock_.advance_seconds(1);
    advance();
    office_.expect_settled("after an hour under the new clock");
}

TEST_F(Clocks, AClockThatIsSetRightInTimeHasDoneNoHarm) {
    office_.open(torget, {.release = domain::ReleaseRhythm{.weekly = true, .batch_min = 8}});
    office_.submit_mixed(12);
    advance();
    clock_.jump_days(100);
    advance();
    clock_.advance_seconds(600);
    advance();
    clock_.jump_days(-100);
    advance();
    EXPECT_EQ(office_.round().batch, 0);
    EXPECT_EQ(office_.round().state_at(clock_.now()), RoundState::open);
    clock_.advance_days(7);
    advance();
    EXPECT_EQ(office_.books().questions.at("trygg").counted, 12);
}

TEST_F(Clocks, AReleaseUnderAClockThatRanAheadPutsOffTheNextByAWeekOnly) {
    office_.open(torget, {.release = domain::ReleaseRhythm{.weekly = true, .batch_min = 8}});
    office_.submit_mixed(12);
    clock_.advance_days(20);  // the process began under it
    advance();
    ASSERT_EQ(office_.round().batch, 1);
    clock_.jump_days(-18);
    advance();
    EXPECT_EQ(office_.round().released_day, clock_.today());
    office_.submit_mixed(12);
    clock_.advance_days(6);
    advance();
    EXPECT_EQ(office_.round().batch, 1) << "not before a week is over";
    clock_.advance_days(1);
    advance();
    EXPECT_EQ(office_.round().batch, 2);
}

TEST_F(Clocks, NightsBeforeTheOpeningDoNotBringTheFirstReleaseForward) {
    office_.open(torget,
                 {.opens_at = base::Day::parse("2024-10-10"),
                  .release = domain::ReleaseRhythm{.weekly = true, .batch_min = 8}});
    clock_.advance_days(1);
    advance();
    EXPECT_EQ(office_.round().released_day, base::Day::parse("2024-10-10"));
}

}  // namespace
}  // namespace lyhord::tests
