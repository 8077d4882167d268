#include <sys/stat.h>

#include "base/limits.h"
#include "store/ballast.h"
#include "unit/store/fixture.h"

namespace lyhord::store {
namespace {

using base::Fault;
using domain::TickPurpose;

constexpr std::uint64_t megabyte = 1024 * 1024;

class BallastTest : public testing::Test {
protected:
    std::uint64_t blocks_of_file() const {
        struct stat seen{};
        return ::stat(file_.c_str(), &seen) == 0 ? static_cast<std::uint64_t>(seen.st_blocks) * 512
                                                 : 0;
    }

    TemporaryFolder folder_;
    std::filesystem::path file_ = folder_.path() / "ballast";
    Ballast ballast_{file_};
};

TEST_F(BallastTest, TakesUpRoomUntilItIsReleased) {
    ASSERT_TRUE(ballast_.keep(megabyte));
    EXPECT_GE(blocks_of_file(), megabyte);
    EXPECT_FALSE(ballast_.is_released());
    ballast_.release();
    EXPECT_FALSE(std::filesystem::exists(file_));
    EXPECT_TRUE(ballast_.is_released());
    ASSERT_TRUE(ballast_.keep(megabyte));
    EXPECT_GE(blocks_of_file(), megabyte);
    EXPECT_FALSE(ballast_.is_released());
}

TEST_F(BallastTest, IsKeptOverARestart) {
    ASSERT_TRUE(ballast_.keep(megabyte));
    const auto made = std::filesystem::last_write_time(file_);
    Ballast after(file_);
    ASSERT_TRUE(after.keep(megabyte));
    EXPECT_EQ(std::filesystem::last_write_time(file_), made);
}

// A copy of the data directory may have made holes of it.
TEST_F(BallastTest, IsMadeAnewWhereItTakesUpNoRoom) {
    std::ofstream(file_).close();
    std::filesystem::resize_file(file_, megabyte);
    ASSERT_LT(blocks_of_file(), megabyte);
    ASSERT_TRUE(ballast_.keep(megabyte));
    EXPECT_GE(blocks_of_file(), megabyte);
}

TEST_F(BallastTest, FollowsItsSetting) {
    ASSERT_TRUE(ballast_.keep(2 * megabyte));
    ASSERT_TRUE(ballast_.keep(megabyte));
    EXPECT_EQ(std::filesystem::file_size(file_), megabyte);
    ASSERT_TRUE(ballast_.keep(0));
    EXPECT_FALSE(std::filesystem::exists(file_));
    ballast_.release();
    EXPECT_FALSE(ballast_.is_released()) << "there is none to release";
}

TEST_F(BallastTest, IsNotMadeWithoutRoomForHalfAsMuchAgain) {
    const std::uint64_t available = free_bytes(folder_.path()).value();
    const auto made = ballast_.keep(available - available / 10);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().fault(), Fault::unavailable);
    EXPECT_TRUE(ballast_.is_released());
    EXPECT_FALSE(std::filesystem::exists(file_));
}

// What the store does when the engine says that the disk is full.
class FullDisk : public StoreTest {
protected:
    void allow_pages(const std::string& pages) {
        ASSERT_TRUE(store_->writer().alone([&](sqlite::Connection& connection) {
            return connection.execute("PRAGMA max_page_count = " + pages);
        }));
    }
    // Answers until one is refused; how many were stored.
    std::size_t fill(const domain::Round& round) {
        allow_pages("1");  // which means: not one more than there are
        std::size_t stored = 0;
        while (stored < 500 && submit(a_submission(round))) {
            ++stored;
        }
        return stored;
    }
    bool has_ballast() const {
        return std::filesystem::exists(database().parent_path() / "ballast");
    }
};

TEST_F(FullDisk, MakesTheStoreUnavailableUntilThereIsRoom) {
    const domain::Round round = open_round();
    allow_pages("1");  // which means: not one more than there are
    int stored = 0;
    base::Result<SubmitOutcome> outcome = submit(a_submission(round));
    for (; outcome && stored < 500; ++stored) {
        outcome = submit(a_submission(round));
    }
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().fault(), Fault::unavailable);
    EXPECT_EQ(pending_of(round, 1).size(), static_cast<std::size_t>(stored));
    EXPECT_EQ(tally_of(round).acknowledged, stored);
    allow_pages("1000000");
    expect_stored(a_submission(round));
    EXPECT_EQ(pending_of(round, 1).size(), static_cast<std::size_t>(stored) + 1);
    expect_sound();
}

TEST_F(FullDisk, KeepsItsRoomForWhatIsNoAnswer) {
    const domain::Round round = open_round();
    ASSERT_TRUE(store_->keep_room(megabyte));
    const NewSubmission first = a_submission(round);
    expect_stored(first);
    const std::size_t stored = fill(round) + 1;
    ASSERT_LT(stored, 500U);
    EXPECT_FALSE(store_->health().has_room);
    EXPECT_FALSE(has_ballast());
    allow_pages("1000000");  // the room that the ballast gave
    const auto refused = submit(a_submission(round));
    ASSERT_FALSE(refused) << "an answer would use it up";
    EXPECT_EQ(refused.error().fault(), Fault::unavailable);
    EXPECT_EQ(submit(first).value(), SubmitOutcome::replayed) << "this takes no room";
    EXPECT_TRUE(store_->put_document("areas", "{}"));
    close_epoch(round, 1, TickPurpose::reseal);
    ASSERT_TRUE(store_->commit_tick(a_tick(round, 1)));
    ASSERT_TRUE(store_->keep_room(megabyte));
    EXPECT_TRUE(has_ballast());
    EXPECT_TRUE(store_->health().takes_answers());
    EXPECT_EQ(tally_of(round).acknowledged, static_cast<std::int64_t>(stored));
    expect_sound();
}

TEST_F(FullDisk, OfADisposalReleasesTheBallastToo) {
    const domain::Round round = open_round();
    ASSERT_TRUE(store_->keep_room(megabyte));
    const auto failed = store_->writer().alone([](sqlite::Connection& connection) {
        EXPECT_TRUE(connection.execute("PRAGMA max_page_count = 1"));
        return connection.execute(
            "CREATE TABLE more AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
            "LIMIT 1000) SELECT randomblob(1000) FROM n");
    });
    ASSERT_FALSE(failed);
    EXPECT_FALSE(has_ballast());
}

class Health : public FullDisk {};

TEST_F(Health, CountsTransactionsByTheWritesInThem) {
    const domain::Round round = open_round();
    const StoreHealth before = store_->health();
    {
        OccupiedWriter occupied(store_->writer());
        for (int i = 0; i < 4; ++i) {
            store_->submit(a_submission(round), base::Completion<SubmitOutcome>());
        }
        auto last = begin_submit(a_submission(round));
        EXPECT_EQ(store_->health().waiting, 5U);
        occupied.release();
        EXPECT_TRUE(last.get());  // or the next one might join them
    }
    expect_stored(a_submission(round));
    const StoreHealth after = store_->health();
    EXPECT_EQ(after.writes, before.writes + 6);
    EXPECT_EQ(after.transactions, before.transactions + 2);
    EXPECT_EQ(after.transactions_by_size[0], before.transactions_by_size[0] + 1) << "1 write";
    EXPECT_EQ(after.transactions_by_size[3], before.transactions_by_size[3] + 1) << "5 to 8";
    EXPECT_EQ(after.waiting, 0U);
}

TEST_F(FullDisk, LeavesARoundClosedThatHasBegunToSettle) {
    const domain::Round round = open_round();
    ASSERT_TRUE(store_->keep_room(megabyte));
    close_epoch(round, 1, TickPurpose::settle);
    fill(round);
    ASSERT_TRUE(store_->health().has_room) << "nothing was refused for want of room";
    sqlite::Writer& writer = store_->writer();
    ASSERT_FALSE(writer.alone([](sqlite::Connection& connection) {
        EXPECT_TRUE(connection.execute("PRAGMA max_page_count = 1"));
        return connection.execute(
            "CREATE TABLE more AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
            "LIMIT 1000) SELECT randomblob(1000) FROM n");
    }));
    ASSERT_FALSE(store_->health().has_room);
    EXPECT_EQ(submit(a_submission(round, 2)).value(), SubmitOutcome::settled);
}

TEST_F(Health, CountsAFullTransactionInItsLastClass) {
    const domain::Round round = open_round();
    OccupiedWriter occupied(store_->writer());
    std::vector<std::future<base::Result<SubmitOutcome>>> outcomes;
    for (std::size_t i = 0; i < base::limits::write_batch_max; ++i) {
        outcomes.push_back(begin_submit(a_submission(round)));
    }
    occupied.release();
    for (auto& outcome : outcomes) {
        EXPECT_TRUE(outcome.get());
    }
    const StoreHealth health = store_->health();
    EXPECT_EQ(health.transactions_by_size.back(), 1U);
    EXPECT_EQ(1U << (commit_size_classes - 1), base::limits::write_batch_max);
}

// Whoever asks for readiness keeps answers away; somebody must try, or it would never be ready.
TEST_F(Health, IsBadForAMinuteAfterATransactionThatFailed) {
    const domain::Round round = open_round();
    fill(round);
    EXPECT_TRUE(store_->health().has_room) << "no room is kept here";
    EXPECT_FALSE(store_->health().can_write);
    clock_.advance(base::limits::write_failure_seconds);
    EXPECT_TRUE(store_->health().can_write);
    fill(round);  // answers on their way have moved to their tables, and may have left some room
    EXPECT_FALSE(store_->health().can_write);
    allow_pages("1000000");
    EXPECT_EQ(pending_of(round, 1).size(), static_cast<std::size_t>(tally_of(round).acknowledged));
    expect_stored(a_submission(round));
    EXPECT_TRUE(store_->health().can_write);
}

}  // namespace
}  // namespace lyhord::store
