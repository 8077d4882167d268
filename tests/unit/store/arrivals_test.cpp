// Answers on their way to their tables: few pages an answer, and none lost or doubled, whenever the
// process is killed.
#include <set>

#include "base/limits.h"
#include "store/backup_file.h"
#include "store/sqlite/schema.h"
#include "unit/store/fixture.h"

namespace lyhord::store {
namespace {

namespace limits = base::limits;

class Arrive : public StoreTest {
protected:
    // The first in a transaction of its own, whose completion holds the writer up until the others
    // are queued; they share the next one.
    void store_together(const std::vector<NewSubmission>& submissions) {
        std::promise<void> held;
        std::promise<void> queued;
        store_->submit(submissions.front(),
                       base::Completion<SubmitOutcome>([&](base::Result<SubmitOutcome> outcome) {
                           EXPECT_EQ(outcome.value(), SubmitOutcome::stored);
                           held.set_value();
                           queued.get_future().wait();
                       }));
        held.get_future().wait();
        std::vector<std::future<base::Result<SubmitOutcome>>> outcomes;
        for (std::size_t i = 1; i < submissions.size(); ++i) {
            outcomes.push_back(begin_submit(submissions[i]));
        }
        queued.set_value();
        for (auto& outcome : outcomes) {
            EXPECT_EQ(outcome.get().value(), SubmitOutcome::stored);
        }
    }
    std::vector<NewSubmission> some(const domain::Round& round,
                                    std::size_t count,
                                    std::size_t plain_bytes = 100) {
        std::vector<NewSubmission> submissions;
        for (std::size_t i = 0; i < count; ++i) {
            submissions.push_back(a_submission(round, 1, plain_bytes));
        }
        return submissions;
    }
    // A third of what may wait, together.
    std::vector<NewSubmission> store_a_third(const domain::Round& round) {
        constexpr std::size_t plain_bytes = 60'000;
        auto sent = some(round, limits::arrivals_bytes_max / plain_bytes / 3, plain_bytes);
        store_together(sent);
        return sent;
    }
    void allow_pages(int pages) {
        ASSERT_TRUE(store_->writer().alone([pages](sqlite::Connection& connection) {
            return connection.execute("PRAGMA max_page_count = " + std::to_string(pages));
        }));
    }
    // As a reader sees it, without asking for anything to be moved on.
    std::int64_t number_from(const std::string& sql) {
        auto connection = sqlite::Connection::open(database(), sqlite::Access::read);
        return connection->integer(sql).value();
    }
    std::int64_t rows_of(std::string_view table) {
        return number_from("SELECT COUNT(*) FROM " + std::string(table));
    }
    static void copy_files(const std::filesystem::path& from, const std::filesystem::path& to) {
        for (const char* name : {"lyhord.db", "lyhord.db-wal"}) {
            std::filesystem::copy_file(from / name, to / name);
        }
    }
    // The store goes on with the files that a kill at this moment would leave, after `between`.
    void go_on_as_if_killed(const std::string& between = "") {
        const TemporaryFolder left;
        copy_files(folder_.path(), left.path());
        close();
        std::filesystem::remove(database());
        copy_files(left.path(), folder_.path());
        if (!between.empty()) {
            auto connection = sqlite::Connection::open(database(), sqlite::Access::file);
            ASSERT_TRUE(connection->execute(between));
        }
        open();
        wait_until_moved_on();
    }
    // The writer does it by itself.
    void wait_until_moved_on() {
        while (rows_of("arrivals") > 0 || std::filesystem::file_size(log()) > 0) {
            std::this_thread::yield();
        }
    }
    void run_alone(const std::string& sql) {
        ASSERT_TRUE(store_->writer().alone(
            [&sql](sqlite::Connection& connection) { return connection.execute(sql); }));
    }
    // Turns byte `at` of the largest row, counted from 0, into another one.
    static std::string damage(std::size_t at) {
        const std::string before = std::to_string(at);
        return "UPDATE arrivals SET answers = CAST(substr(answers, 1, " + before +
               ") || (CASE hex(substr(answers, 1 + " + before +
               ", 1)) WHEN 'EE' THEN x'DD' ELSE x'EE' END) || substr(answers, 2 + " + before +
               ") AS BLOB) WHERE length(answers) = (SELECT MAX(length(answers)) FROM arrivals)";
    }
    void expect_each_once(const domain::Round& round, const std::vector<NewSubmission>& sent) {
        std::multiset<base::Id> expected;
        for (const NewSubmission& submission : sent) {
            expected.insert(submission.sealed.record_id());
            EXPECT_EQ(submit(submission).value(), SubmitOutcome::replayed);
        }
        std::multiset<base::Id> found;
        for (const domain::SealedAnswer& answer : pending_of(round, 1)) {
            found.insert(answer.record_id());
        }
        EXPECT_TRUE(found == expected);
        EXPECT_EQ(tally_of(round).acknowledged, static_cast<std::int64_t>(sent.size()));
        expect_sound();
    }
};

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
            return arrivals->move_some(transaction);
        }));
        arrivals->keep();
        EXPECT_LT(std::filesystem::file_size(left.path() / "lyhord.db-wal"), log_bytes_max);
        ASSERT_TRUE(connection->checkpoint(std::chrono::seconds(1)).value());
    }
    EXPECT_GE(steps, groups);
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

// It is like any other record that its key does not open: its round ticks no more.
TEST_F(Arrive, ADamagedAnswerReachesItsTableAndIsFoundThere) {
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

// Of an answer: what it is, its round, its epoch, its length.
TEST_F(Arrive, ADamagedByteKeepsNoOtherAnswerFromItsTable) {
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

TEST_F(Arrive, ADamagedKeyTakesNoAnswerWithIt) {
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
