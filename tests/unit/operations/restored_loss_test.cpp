// Restores of what was lost before the backup was taken: a review key, or an answer that was
// damaged.
#include "operations/recovery.h"
#include "operations/restore.h"
#include "store/backup_file.h"
#include "store/sqlite/connection.h"
#include "unit/operations/machine.h"

namespace lyhord::operations {
namespace {

using base::Fault;
using domain::TickPurpose;
using tests::Machine;

// 12 women wrote, and were counted; 7 came later. Nobody has read anything yet.
class RestoreOfALoss : public tests::MachineTest {
protected:
    void SetUp() override {
        MachineTest::SetUp();
        round_ = machine_.open_round();
        machine_.submit_some(round_, 12, {.man = false, .text = "mörkt"});
        machine_.tick(round_, TickPurpose::release);
        machine_.submit_some(round_, 7, {.man = false, .text = {}});
    }
    void lose_review_key() {
        ASSERT_TRUE(std::filesystem::remove(machine_.directory().keys() / "review"));
    }

    domain::Round round_;
    Machine other_{clock_};
};

// Another backup may have it.
TEST_F(RestoreOfALoss, GivesUpCommentsThatAreSealedToAKeyWhichWasLostBeforeOnlyIfAsked) {
    lose_review_key();
    save();
    machine_.stop();
    const auto before = tests::contents(other_.directory().path());
    RestoreOptions options{.backup = backup_path(), .recovery_key = paper_};
    const auto refused = other_.restore(options);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault(), Fault::conflict);
    EXPECT_EQ(tests::contents(other_.directory().path()), before);
    options.lost_comments = LostComments::accept;
    const auto report = other_.restore(options);
    ASSERT_TRUE(report) << report.error().line();
    EXPECT_EQ(report->comments_lost, 12);
    other_.start();
    other_.expect_sound();
}

TEST_F(RestoreOfALoss, FindsTheReviewKeyOnTheMachineIfTheBackupIsFromAfterItWasLost) {
    const std::filesystem::path file = machine_.directory().keys() / "review";
    const std::string key = tests::file_bytes(file);
    lose_review_key();
    save();
    machine_.stop();
    std::ofstream(file, std::ios::binary) << key;  // found again
    std::filesystem::remove(machine_.directory().database());
    const RestoreReport report = revive(machine_, paper_);
    EXPECT_EQ(report.comments_lost, 0);
    EXPECT_EQ(report.comments, 12);
    EXPECT_EQ(tests::file_bytes(file), key);
    machine_.expect_sound();
}

// As older backups do: it was made when the right one was lost.
TEST_F(RestoreOfALoss, TakesTheKeyOfTheCommentsAndNotTheOneThatTheBackupCarries) {
    const std::filesystem::path file = machine_.directory().keys() / "review";
    const std::string key = tests::file_bytes(file);
    save();
    const auto recovery = machine_.keys().recovery_key().value();
    const auto substitute = base::crypto::generate_key_pair();
    ASSERT_TRUE(store::attach_to_backup(
        backup_path(),
        {{"review", wrap_key(*recovery, "review", substitute.private_key)},
         {"review.public", {substitute.public_key.begin(), substitute.public_key.end()}}}));
    machine_.stop();
    std::filesystem::remove(machine_.directory().database());
    EXPECT_EQ(revive(machine_, paper_).comments_lost, 0);
    EXPECT_EQ(tests::file_bytes(file), key);
    machine_.expect_sound();
}

TEST_F(RestoreOfALoss, OfABackupFromBeforeTheKeyWasLostGivesItBack) {
    save();
    lose_review_key();
    ASSERT_TRUE(machine_.backup().rotate(machine_.directory().backups(), 14));
    machine_.stop();
    EXPECT_EQ(revive(other_, paper_).comments_lost, 0);
    other_.expect_sound();
}

// What is told as lost is no reason to doubt the rest.
TEST_F(RestoreOfALoss, OfADatabaseThatLostAnAnswerToDamageNeedsNoAsking) {
    machine_.stop();
    {
        auto connection = store::sqlite::Connection::open(machine_.directory().database(),
                                                          store::sqlite::Access::file);
        // As one that arrived and was damaged: acknowledged, and in no table.
        ASSERT_TRUE(connection->execute(
            "INSERT INTO damaged_arrivals (number, answers) SELECT 7, CAST(x'EE' "
            "|| id || zeroblob(300) AS BLOB) FROM rounds; UPDATE round_counts SET acknowledged = "
            "acknowledged + 1"));
    }
    machine_.start();
    EXPECT_EQ(machine_.ledger(round_).lost, 1);
    save();
    machine_.stop();
    revive(other_, paper_);
    other_.settle(round_);
    const RoundLedger ledger = other_.ledger(round_);
    EXPECT_EQ(ledger.lost, 1);
    EXPECT_EQ(ledger.acknowledged, 20);
    EXPECT_EQ(ledger.admitted + ledger.withheld, 19);
    other_.expect_sound();
}

}  // namespace
}  // namespace lyhord::operations
