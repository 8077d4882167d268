// Answers that are damaged on their way to their tables: nothing else is lost with them, and what
// is lost is told.
#include <algorithm>

#include "unit/store/arrivals_fixture.h"

namespace lyhord::store {
namespace {

class Damaged : public Arrive {
protected:
    void settle(const domain::Round& round) {
        close_epoch(round, 1, domain::TickPurpose::settle);
        TickCommit commit = a_tick(round, 1);
        commit.round_after.state = domain::RoundState::settled;
        const auto settled = store_->commit_tick(commit);
        ASSERT_TRUE(settled) << settled.error().line();
    }
    void expect_damaged_of(const domain::Round& round, std::int64_t answers) {
        const auto damaged = store_->damaged_arrivals().value();
        EXPECT_EQ(std::ranges::count(damaged, round.id, &DamagedArrival::round), answers);
    }
};

// It is like any other record that its key does not open: its round ticks no more.
TEST_F(Damaged, ADamagedAnswerReachesItsTableAndIsFoundThere) {
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
TEST_F(Damaged, ADamagedMarkIsForgottenWithTheAnswersThatWereCounted) {
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
TEST_F(Damaged, ADamagedByteKeepsNoOtherAnswerFromItsTable) {
    const std::size_t places[] = {0, 1, 17, 25, 26, 32};
    const domain::Round round = open_round();
    std::int64_t sent = 0;
    std::int64_t lost = 0;
    std::int64_t unnamed = 0;  // whose round is what was damaged
    for (const std::size_t place : places) {
        store_together(some(round, 20));
        sent += 20;
        go_on_as_if_killed(damage(place));
        EXPECT_EQ(rows_of("pending"), sent - ++lost);
        EXPECT_EQ(rows_of("replays"), sent);
        EXPECT_EQ(rows_of("damaged_arrivals"), lost);
        const CheckReport report = store_->check().value();
        EXPECT_TRUE(report.tallies) << "what is told must not make a backup look damaged";
        ASSERT_EQ(report.problems.size(), 1U);
        EXPECT_TRUE(report.problems[0].starts_with("arrivals: " + std::to_string(lost) +
                                                   " answers and 0 replay keys were damaged"))
            << report.problems[0];
        expect_damaged_of(round, place == 1 ? lost - ++unnamed : lost - unnamed);
    }
    EXPECT_EQ(pending_of(round, 1).size(), static_cast<std::size_t>(sent - lost));
    expect_stored(a_submission(round));
}

TEST_F(Damaged, ADamagedKeyTakesNoAnswerWithIt) {
    const domain::Round round = open_round();
    const auto sent = some(round, 2);
    store_together(sent);  // two rows of one answer
    const std::size_t answer_bytes = 1 + 16 + 8 + 8 + sent[0].sealed.bytes().size() + 8;
    go_on_as_if_killed(damage(answer_bytes + 1 + 16));
    EXPECT_EQ(rows_of("pending"), 2);
    EXPECT_EQ(rows_of("replays"), 0);
    EXPECT_EQ(rows_of("damaged_arrivals"), 2);
    const CheckReport report = store_->check().value();
    EXPECT_TRUE(report.tallies);
    ASSERT_EQ(report.problems.size(), 1U);
    EXPECT_TRUE(report.problems[0].contains("0 answers and 2 replay keys")) << report.problems[0];
    EXPECT_TRUE(report.problems[0].contains("no answer is lost")) << report.problems[0];
}

// An answer may lie there beside its replay key.
TEST_F(Damaged, LeavesNothingBehindWhenItsRoundIsSettled) {
    const domain::Round round = open_round();
    const NewSubmission submission = a_submission(round);
    const std::string_view sealed = base::as_text(submission.sealed.bytes());
    expect_stored(submission);
    go_on_as_if_killed(damage(26));
    EXPECT_EQ(rows_of("damaged_arrivals"), 1);
    EXPECT_TRUE(any_file_holds(folder_.path(), sealed.substr(60, 40)));
    settle(round);
    EXPECT_EQ(rows_of("damaged_arrivals"), 0);
    empty_log();
    EXPECT_FALSE(any_file_holds(folder_.path(), sealed.substr(60, 40)));
    expect_sound();
}

TEST_F(Damaged, OfAnotherRoundStaysUntilThatIsSettled) {
    const domain::Round settled = open_round();
    const domain::Round open = open_round("parken");
    expect_stored(a_submission(open));
    go_on_as_if_killed(damage(26));
    settle(settled);
    EXPECT_EQ(rows_of("damaged_arrivals"), 1);
    settle(open);
    EXPECT_EQ(rows_of("damaged_arrivals"), 0);
}

TEST_F(Damaged, ThatNamesNoRoundGoesWithTheFirst) {
    const domain::Round settled = open_round();
    const domain::Round open = open_round("parken");
    expect_stored(a_submission(open));
    go_on_as_if_killed(damage(1));
    EXPECT_EQ(rows_of("damaged_arrivals"), 1);
    settle(settled);
    EXPECT_EQ(rows_of("damaged_arrivals"), 0);
}

TEST_F(Damaged, IsReachedByADisposal) {
    const domain::Round round = open_round();
    const NewSubmission submission = a_submission(round);
    const std::string_view sealed = base::as_text(submission.sealed.bytes());
    expect_stored(submission);
    go_on_as_if_killed(damage(26));
    ASSERT_TRUE(store_->dispose_texts(round.id,
                                      {.id = random_.id(),
                                       .day = base::Day(22'100),
                                       .decision = "KS 2030/99",
                                       .slug = "torget",
                                       .round_number = 1,
                                       .texts = 0}));
    EXPECT_EQ(rows_of("damaged_arrivals"), 0);
    EXPECT_FALSE(any_file_holds(folder_.path(), sealed.substr(60, 40)));
}

}  // namespace
}  // namespace lyhord::store
