// Answers on their way to their tables: few pages an answer, and none lost or doubled, whenever the
// process is killed.
#include <set>

#include "base/limits.h"
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
    void allow_pages(int pages) {
        ASSERT_TRUE(store_->writer().alone([pages](sqlite::Connection& connection) {
            return connection.execute("PRAGMA max_page_count = " + std::to_string(pages));
        }));
    }
    // As a reader sees it, without asking for anything to be moved on.
    std::int64_t rows_of(std::string_view table) {
        auto connection = sqlite::Connection::open(database(), sqlite::Access::read);
        return connection->integer("SELECT COUNT(*) FROM " + std::string(table)).value();
    }
    // The store goes on with the files that a kill at this moment would leave.
    void go_on_as_if_killed() {
        const TemporaryFolder left;
        for (const char* name : {"lyhord.db", "lyhord.db-wal"}) {
            std::filesystem::copy_file(folder_.path() / name, left.path() / name);
        }
        close();
        std::filesystem::remove(database());
        for (const char* name : {"lyhord.db", "lyhord.db-wal"}) {
            std::filesystem::copy_file(left.path() / name, folder_.path() / name);
        }
        open();
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
    EXPECT_EQ(tally_of(round).pending, 20);
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
    EXPECT_EQ(rows_of("arrivals"), 0);
    EXPECT_EQ(std::filesystem::file_size(log()), 0U);
    expect_each_once(round, sent);
}

// More than may wait: some are in their tables, some are not, and rows hold both.
TEST_F(Arrive, DoublesNothingWhenKilledOnTheWay) {
    constexpr std::size_t plain_bytes = 60'000;
    const domain::Round round = open_round();
    const std::size_t each = limits::arrivals_bytes_max / plain_bytes / 3;
    std::vector<NewSubmission> sent;
    for (int i = 0; i < 5; ++i) {
        const auto more = some(round, each, plain_bytes);
        store_together(more);
        sent.insert(sent.end(), more.begin(), more.end());
    }
    EXPECT_GT(rows_of("arrivals"), 0);
    EXPECT_GT(rows_of("pending"), 0);
    EXPECT_GT(rows_of("replays"), 0);
    EXPECT_LT(rows_of("replays"), static_cast<std::int64_t>(sent.size()));
    go_on_as_if_killed();
    EXPECT_EQ(rows_of("arrivals"), 0);
    expect_each_once(round, sent);
}

TEST_F(Arrive, RowsGoWhenAllOfThemHasBeenMovedOn) {
    constexpr std::size_t plain_bytes = 60'000;
    const domain::Round round = open_round();
    const std::size_t each = limits::arrivals_bytes_max / plain_bytes / 3;
    for (int i = 0; i < 20; ++i) {
        store_together(some(round, each, plain_bytes));
    }
    // A place waits for its turn for one round of the keys, which is three of these, or a little
    // longer.
    EXPECT_LT(rows_of("arrivals"), 2 * 12);
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

}  // namespace
}  // namespace lyhord::store
