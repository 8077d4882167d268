// Answers that are damaged on their way to their tables: nothing else is lost with them, and what
// is lost is told.
#include "unit/store/arrivals_fixture.h"

namespace lyhord::store {
namespace {

class DamagedArrival : public Arrive {};

// It is like any other record that its key does not open: its round ticks no more.
TEST_F(DamagedArrival, ADamagedAnswerReachesItsTableAndIsFoundThere) {
    const domain::Round round = open_round();
    store_together(some(round, 20));
    go_on_as_if_killed(damage(500));
    EXPECT_EQ(rows_of("pending"), 20);
    EXPECT_EQ(rows_of("replays"), 20);
    const CheckReport report = store_->check().value();
    EXPECT_FALSE(report.tallies);
    ASSERT_EQ(report.problems.size(), 1U);
    EXPECT_EQ(report.problems[0], "table pending: 20 rows, 20 expected, and their bytes differ");
}

// It is whole itself. What its mark leaves in the sum goes with the last row of the table.
TEST_F(DamagedArrival, ADamagedMarkIsForgottenWithTheAnswersThatWereCounted) {
    const domain::Round round = open_round();
    const auto sent = some(round, 20);
    store_together(sent);
    const std::size_t mark_at = 1 + 16 + 8 + 8 + sent[0].sealed.bytes().size();
    go_on_as_if_killed(damage(mark_at + 3));
    EXPECT_EQ(rows_of("pending"), 20);
    EXPECT_FALSE(store_->check()->tallies);
    close_epoch(round, 1);
    ASSERT_TRUE(store_->commit_tick(a_tick(round, 1)));
    EXPECT_EQ(rows_of("pending"), 0);
    expect_sound();
}

// Of an answer: what it is, its round, its epoch, its length.
TEST_F(DamagedArrival, ADamagedByteKeepsNoOtherAnswerFromItsTable) {
    const std::size_t places[] = {0, 1, 17, 25, 26, 32};
    const domain::Round round = open_round();
    std::int64_t sent = 0;
    std::int64_t lost = 0;
    for (const std::size_t place : places) {
        store_together(some(round, 20));
        sent += 20;
        go_on_as_if_killed(damage(place));
        EXPECT_EQ(rows_of("pending"), sent - ++lost);
        EXPECT_EQ(rows_of("replays"), sent);
        EXPECT_EQ(rows_of("damaged_arrivals"), lost);
        const CheckReport report = store_->check().value();
        EXPECT_FALSE(report.tallies);
        ASSERT_EQ(report.problems.size(), 1U);
        EXPECT_TRUE(report.problems[0].starts_with("arrivals: " + std::to_string(lost)));
    }
    EXPECT_EQ(pending_of(round, 1).size(), static_cast<std::size_t>(sent - lost));
    expect_stored(a_submission(round));
}

TEST_F(DamagedArrival, ADamagedKeyTakesNoAnswerWithIt) {
    const domain::Round round = open_round();
    const auto sent = some(round, 2);
    store_together(sent);  // two rows of one answer
    const std::size_t answer_bytes = 1 + 16 + 8 + 8 + sent[0].sealed.bytes().size() + 8;
    go_on_as_if_killed(damage(answer_bytes + 1 + 16));
    EXPECT_EQ(rows_of("pending"), 2);
    EXPECT_EQ(rows_of("replays"), 0);
    EXPECT_EQ(rows_of("damaged_arrivals"), 2);
    EXPECT_FALSE(store_->check()->tallies);
}

}  // namespace
}  // namespace lyhord::store
