// Answers on their way to their tables: few pages an answer, and none lost or doubled, whenever the
// process is killed.
#include "store/backup_file.h"
#include "store/sqlite/inspection.h"
#include "store/sqlite/schema.h"
#include "unit/store/arrivals_fixture.h"

namespace lyhord::store {
namespace {

TEST_F(Arrive, TheAnswersOfATransactionAreOneRow) {
    const domain::Round round = open_round();
    const std::int64_t commits_before = store_->writer().commits();
    store_together(some(round, 200));
    EXPECT_EQ(store_->writer().commits(), commits_before + 2);
    EXPECT_EQ(rows_of("arrivals"), 2);
    EXPECT_EQ(rows_of("pending"), 0);
    EXPECT_EQ(rows_of("replays"), 0);
}

// Each would change a page of 8 KB in two tables.
TEST_F(Arrive, TakesTheLogLittleMoreThanTheirBytesHoweverManyAreThere) {
    constexpr std::size_t together = 200;
    const domain::Round round = open_round();
    for (int i = 0; i < 5; ++i) {
        store_together(some(round, limits::write_batch_max + 1));
    }
    empty_log();
    ASSERT_EQ(std::filesystem::file_size(log()), 0U);
    store_together(some(round, together));
    EXPECT_LT(std::filesystem::file_size(log()), together * 2048);
}

TEST_F(Arrive, IsThereForWhoeverLooks) {
    const domain::Round round = open_round();
    const auto sent = some(round, 20);
    store_together(sent);
    EXPECT_EQ(pending_of(round, 1).size(), 20U);
    EXPECT_EQ(rows_of("arrivals"), 0);
    EXPECT_EQ(rows_of("pending"), 20);
    expect_each_once(round, sent);
}

TEST_F(Arrive, IsMovedOnBeforeTheLogIsEmptied) {
    const domain::Round round = open_round();
    expect_stored(a_submission(round));
    clock_.advance(limits::checkpoint_seconds_max);
    // The group after which the log is found to be due.
    expect_stored(a_submission(round));
    while (rows_of("arrivals") > 0) {
        std::this_thread::yield();  // the writer is at it
    }
    EXPECT_EQ(rows_of("pending"), 2);
}

TEST_F(Arrive, LosesNothingWhenKilled) {
    const domain::Round round = open_round();
    const auto sent = some(round, 50);
    store_together(sent);
    go_on_as_if_killed();
    expect_each_once(round, sent);
}

// More than may wait: some are in their tables, some are not, and rows hold both.
TEST_F(Arrive, DoublesNothingWhenKilledOnTheWay) {
    const domain::Round round = open_round();
    std::vector<NewSubmission> sent;
    for (int i = 0; i < 5; ++i) {
        const auto more = store_a_third(round);
        sent.insert(sent.end(), more.begin(), more.end());
    }
    EXPECT_GT(rows_of("arrivals"), 0);
    EXPECT_GT(rows_of("pending"), 0);
    EXPECT_GT(rows_of("replays"), 0);
    EXPECT_LT(rows_of("replays"), static_cast<std::int64_t>(sent.size()));
    go_on_as_if_killed();
    expect_each_once(round, sent);
}

TEST_F(Arrive, RowsGoWhenAllOfThemHasBeenMovedOn) {
    const domain::Round round = open_round();
    for (int i = 0; i < 20; ++i) {
        store_a_third(round);
    }
    // A place waits for its turn for one round of the keys, which is three of these, or a little
    // longer.
    EXPECT_LT(number_from("SELECT SUM(length(answers)) FROM arrivals"),
              static_cast<std::int64_t>(3 * limits::arrivals_bytes_max));
}

TEST_F(Arrive, WhatWasNotCommittedIsNotRemembered) {
    const domain::Round round = open_round();
    const NewSubmission submission = a_submission(round, 1, 60'000);
    allow_pages(1);  // which means: not one more than there are
    const auto refused = submit(submission);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault(), base::Fault::unavailable);
    allow_pages(1'000'000);
    expect_stored(submission);
    EXPECT_EQ(pending_of(round, 1).size(), 1U);
    expect_sound();
}

TEST_F(Arrive, ABackupKeepsNoOrderOfArrival) {
    const domain::Round round = open_round();
    store_together(some(round, 20));
    const std::string copy = (folder_.path() / "copy").string();
    ASSERT_TRUE(store_->copy_to(copy));
    auto connection = sqlite::Connection::open(copy, sqlite::Access::read);
    EXPECT_EQ(connection->integer("SELECT COUNT(*) FROM arrivals").value(), 0);
    EXPECT_EQ(connection->integer("SELECT COUNT(*) FROM pending").value(), 20);
}

// Most work has nothing to do with them, and must not wait.
TEST_F(Arrive, StaysWhereItIsForWhoeverDoesNotLook) {
    const domain::Round round = open_round();
    store_together(some(round, 20));
    append_audit("login");
    ASSERT_TRUE(store_->put_document("areas", "{}"));
    ASSERT_TRUE(
        store_->put_session({.id = a_digest(), .staff = "karin", .created = {}, .last_seen = {}}));
    ASSERT_TRUE(store_->withdraw({{round.id, a_digest()}}));
    ASSERT_TRUE(store_->comment_counts());
    EXPECT_EQ(tally_of(round).pending, 20);
    expect_sound();
    EXPECT_EQ(rows_of("arrivals"), 2);
    EXPECT_EQ(rows_of("pending"), 0);
}

TEST_F(Arrive, RowsHaveNoOrder) {
    const domain::Round round = open_round();
    for (int i = 0; i < 10; ++i) {
        expect_stored(a_submission(round));
    }
    EXPECT_EQ(rows_of("arrivals"), 10);
    EXPECT_GT(number_from("SELECT MIN(number) FROM arrivals"), 1000);
}

// A full disk has the ballast's room only, and everything but an answer waits for it.
TEST_F(Arrive, MovesOnInStepsThatTakeTheLogLittle) {
    constexpr std::uint64_t log_bytes_max = 10U << 20U;
    constexpr int groups = 10;
    const domain::Round round = open_round();
    for (int i = 0; i < groups; ++i) {
        store_together(some(round, limits::write_batch_max + 1));
    }
    EXPECT_EQ(pending_of(round, 1).size(), groups * (limits::write_batch_max + 1));
    for (int i = 0; i < groups; ++i) {
        store_together(some(round, limits::write_batch_max + 1));
    }
    const TemporaryFolder left;
    copy_files(folder_.path(), left.path());
    auto connection = sqlite::open_database(left.path() / "lyhord.db");
    auto arrivals = sqlite::Arrivals::load(*connection);
    int steps = 0;
    for (; !arrivals->empty(); ++steps) {
        ASSERT_TRUE(sqlite::transact(*connection, [&](sqlite::Transaction& transaction) {
            return arrivals->move_some(transaction, sqlite::Arrivals::Which::all);
        }));
        arrivals->keep();
        EXPECT_LT(std::filesystem::file_size(left.path() / "lyhord.db-wal"), log_bytes_max);
        ASSERT_TRUE(connection->checkpoint(std::chrono::seconds(1)).value());
    }
    EXPECT_GE(steps, groups);
}

// A kill between any two of the steps: whoever goes on knows what is in the files alone.
TEST_F(Arrive, LosesAndDoublesNothingWhenKilledBetweenTheSteps) {
    const domain::Round round = open_round();
    std::vector<NewSubmission> sent;
    for (int i = 0; i < 3; ++i) {
        const auto more = some(round, limits::write_batch_max + 1);
        store_together(more);
        sent.insert(sent.end(), more.begin(), more.end());
    }
    close_as_if_killed();
    int steps = 0;
    for (bool more = true; more; ++steps) {
        auto connection = sqlite::open_database(database());
        auto arrivals = sqlite::Arrivals::load(*connection);
        more = !arrivals->empty();
        EXPECT_TRUE(!more ||
                    sqlite::move_once(*connection, *arrivals, sqlite::Arrivals::Which::all));
        EXPECT_TRUE(sqlite::inspect(*connection)->tallies);
    }
    EXPECT_GE(steps, 4);
    EXPECT_EQ(rows_of("pending"), static_cast<std::int64_t>(sent.size()));
    EXPECT_EQ(rows_of("replays"), static_cast<std::int64_t>(sent.size()));
    open();
    expect_each_once(round, sent);
}

// A reader keeps the log from being cut, whatever is added to it.
TEST_F(Arrive, TakesTheLogLittleWhileAReaderIsOpen) {
    constexpr std::uintmax_t step_bytes_max = 10U << 20U;
    constexpr int groups = 10;
    const domain::Round round = open_round();
    for (int i = 0; i < 2 * groups; ++i) {
        store_together(some(round, limits::write_batch_max + 1));
        if (i + 1 == groups) {
            EXPECT_EQ(pending_of(round, 1).size(), groups * (limits::write_batch_max + 1));
        }
    }
    auto reader = sqlite::Connection::open(database(), sqlite::Access::read);
    ASSERT_TRUE(reader->change("BEGIN"));
    ASSERT_TRUE(reader->integer("SELECT COUNT(*) FROM pending"));
    const std::uintmax_t before = std::filesystem::file_size(log());
    clock_.advance(limits::checkpoint_seconds_max);
    for (int i = 0; i < 3; ++i) {
        append_audit("login");  // after the first, the log is found to be due
    }
    EXPECT_LT(std::filesystem::file_size(log()), before + step_bytes_max);
    EXPECT_GT(rows_of("arrivals"), 0) << "all at once: nobody got through in between";
    ASSERT_TRUE(reader->change("COMMIT"));
    wait_until_moved_on();
    EXPECT_EQ(rows_of("pending"), 2 * groups * (limits::write_batch_max + 1));
    expect_sound();
}

// Else the order of arrival would stay on the disk, and nobody would know.
TEST_F(Arrive, IsToldAndEndsWhenItCannotMoveOn) {
    const domain::Round round = open_round();
    const NewSubmission first = a_submission(round);
    run_alone("CREATE TRIGGER stuck BEFORE INSERT ON pending BEGIN SELECT RAISE(ABORT, 'no'); END");
    ::testing::internal::CaptureStderr();
    expect_stored(first);
    EXPECT_FALSE(store_->pending(round.id, 1));
    EXPECT_FALSE(store_->pending(round.id, 1));
    EXPECT_FALSE(store_->health().can_write);
    expect_stored(a_submission(round));
    clock_.advance(limits::checkpoint_seconds_max);
    EXPECT_EQ(submit(first).value(), SubmitOutcome::replayed);
    EXPECT_EQ(submit(a_submission(round)).error().fault(), base::Fault::unavailable);
    append_audit("login");
    wait_for_an_empty_log();
    EXPECT_EQ(rows_of("arrivals"), 2);
    const std::string told = ::testing::internal::GetCapturedStderr();
    const std::size_t line = told.find("answers cannot be moved");
    EXPECT_NE(line, std::string::npos) << told;
    EXPECT_EQ(told.find("answers cannot be moved", line + 1), std::string::npos) << told;
    run_alone("DROP TRIGGER stuck");
    while (!store_->health().can_write) {
        std::this_thread::yield();  // the writer tries again by itself
    }
    expect_stored(a_submission(round));
    EXPECT_EQ(pending_of(round, 1).size(), 3U);
    expect_sound();
}

TEST_F(Arrive, ADisposalReachesItInAFileThatWasSetAside) {
    const domain::Round round = open_round();
    const NewSubmission submission = a_submission(round);
    expect_stored(submission);
    const std::string sealed(base::as_text(submission.sealed.bytes()));
    const TemporaryFolder aside;
    copy_files(folder_.path(), aside.path());
    ASSERT_TRUE(any_file_holds(aside.path(), sealed));
    ASSERT_TRUE(dispose_texts_in_backup(aside.path() / "lyhord.db", round.id));
    EXPECT_FALSE(any_file_holds(aside.path(), sealed.substr(sealed.size() - 40)));
    EXPECT_TRUE(verify_backup(aside.path() / "lyhord.db")->tallies);
}

}  // namespace
}  // namespace lyhord::store
