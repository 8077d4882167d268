#include "operations/restore.h"

#include <algorithm>

#include "operations/recovery.h"
#include "unit/operations/machine.h"

namespace lyhord::operations {
namespace {

using base::Fault;
using domain::TickPurpose;
using tests::Answer;
using tests::Machine;

// A round in which some answers are counted, some wait, and some are sealed: 12 women and 3 men
// came before a release, 4 women after it. The women wrote; nobody has read it yet.
class RestoreTest : public tests::MachineTest {
protected:
    void SetUp() override {
        MachineTest::SetUp();
        round_ = machine_.open_round();
        machine_.submit(round_, {.man = false, .text = "mörkt", .withdrawal_id = withdrawn_});
        machine_.submit_some(round_, 11, {.man = false, .text = "mörkt"});
        machine_.submit_some(round_, 3, {.man = true, .text = {}});
        machine_.tick(round_, TickPurpose::release);
        machine_.submit_some(round_, 4, {.man = false, .text = {}});
    }
    // Answers that come after the backup burn with the machine.
    void burn_later() {
        machine_.submit_some(round_, 5, {});
        machine_.stop();
    }

    base::Digest withdrawn_{1, 2, 3};
    domain::Round round_;
    Machine other_{clock_};
};

TEST_F(RestoreTest, WithTheRecoveryKeyLosesOnlyWhatCameLater) {
    save();
    burn_later();
    const RestoreReport report = revive(other_, paper_);
    EXPECT_EQ(report.rounds, 1);
    EXPECT_EQ(report.answers_counted, 12);
    EXPECT_EQ(report.answers_uncounted, 7);
    EXPECT_EQ(report.comments, 12);
    EXPECT_EQ(report.keys_unwrapped, 4);
    EXPECT_EQ(report.answers_lost + report.pieces_lost + report.comments_lost, 0);
    other_.expect_sound();
    other_.submit_some(round_, 2, {.man = true, .text = {}});
    other_.settle(round_);
    const RoundLedger ledger = other_.ledger(round_);
    EXPECT_EQ(ledger.acknowledged, 21);
    EXPECT_EQ(ledger.admitted, 21);
    other_.expect_sound();
}

TEST_F(RestoreTest, GivesBackTheReviewKey) {
    save();
    machine_.stop();
    revive(other_, paper_);
    domain::Opener opener(other_.keys().review_key().value());
    const auto unread = other_.store().comments(round_.id, store::CommentState::pending).value();
    ASSERT_EQ(unread.size(), 12U);
    for (const store::CommentRow& comment : unread) {
        EXPECT_TRUE(opener.open(round_.id, domain::review_epoch, *comment.sealed));
    }
}

// What devices sealed to it before the machine burnt is on its way still.
TEST_F(RestoreTest, GivesBackTheQueueKeyOfARound) {
    const auto queue = machine_.keys().queue_key(round_.id).value().public_key;
    save();
    machine_.stop();
    const std::string backup = tests::file_bytes(backup_path());
    const auto secret = machine_.keys().queue_key(round_.id).value().private_key;
    EXPECT_EQ(backup.find(base::as_text(secret.view())), std::string::npos) << "only wrapped";
    revive(other_, paper_);
    EXPECT_EQ(other_.keys().queue_key(round_.id).value().public_key, queue);
}

TEST_F(RestoreTest, WithoutTheRecoveryKeyMakesAnotherQueueKey) {
    const auto queue = machine_.keys().queue_key(round_.id).value().public_key;
    save();
    machine_.stop();
    revive(other_, std::nullopt);
    EXPECT_NE(other_.keys().queue_key(round_.id).value().public_key, queue);
}

TEST_F(RestoreTest, WithoutTheKeyLeavesNothingForACheckToFind) {
    ASSERT_TRUE(machine_.backup().rotate(machine_.directory().backups(), 14));
    save();
    machine_.stop();
    EXPECT_EQ(revive(other_, std::nullopt).comments_lost, 12);
    std::filesystem::copy(machine_.directory().backups(),
                          other_.directory().backups(),
                          std::filesystem::copy_options::recursive);
    other_.submit_some(round_, 12, {.man = false, .text = "ljust"});
    other_.tick(round_, TickPurpose::release);
    other_.expect_sound();
}

TEST_F(RestoreTest, WithoutTheKeySaysExactlyWhatIsLostAndGoesOn) {
    save();
    burn_later();
    const RestoreReport report = revive(other_, std::nullopt);
    EXPECT_EQ(report.answers_lost, 7);  // 4 sealed, and 3 whose parts waited
    EXPECT_EQ(report.pieces_lost, 2);
    EXPECT_EQ(report.comments_lost, 12);
    EXPECT_EQ(report.answers_counted, 12);
    EXPECT_EQ(report.answers_uncounted, 0);
    const std::vector<std::string> lines = report.lines();
    EXPECT_TRUE(std::ranges::any_of(lines, [](const std::string& line) {
        return line.contains("7 answers not yet counted") &&
               line.contains("12 comments not yet reviewed");
    }));
    other_.expect_sound();
    other_.submit_some(round_, 6, {.man = true, .text = {}});
    other_.tick(round_, TickPurpose::release);
    other_.settle(round_);
    const RoundLedger ledger = other_.ledger(round_);
    EXPECT_EQ(ledger.acknowledged, 25);
    EXPECT_EQ(ledger.admitted, 18);
    EXPECT_EQ(ledger.lost, 7);
    other_.expect_sound();
}

TEST_F(RestoreTest, NeverSealsToAKeyThatIsLost) {
    save();
    burn_later();
    revive(other_, std::nullopt);
    const auto epochs = other_.store().epochs().value();
    ASSERT_EQ(epochs.size(), 1U);
    const auto key =
        other_.keys().epoch_key({.round = epochs[0].round, .number = epochs[0].number});
    ASSERT_TRUE(key) << key.error().line();
    EXPECT_EQ(key->public_key, epochs[0].key);
    EXPECT_GT(epochs[0].number, 2);
}

TEST_F(RestoreTest, OnTheSameMachineFindsTheKeysThere) {
    save();
    machine_.stop();
    std::filesystem::remove(machine_.directory().database());
    const RestoreReport report = revive(machine_, std::nullopt);
    EXPECT_EQ(report.answers_lost + report.pieces_lost + report.comments_lost, 0);
    EXPECT_EQ(report.answers_uncounted, 7);
    machine_.settle(round_);
    EXPECT_EQ(machine_.ledger(round_).admitted, 19);
}

TEST_F(RestoreTest, OfATickThatHadBegunFinishesIt) {
    const store::EpochRow closing = machine_.store().epochs().value().front();
    store::EpochRow closed = closing;
    closed.purpose = TickPurpose::release;
    closed.tick_day = clock_.today();
    store::EpochRow next;
    next.round = round_.id;
    next.number = closing.number + 1;
    next.key =
        machine_.keys().create_epoch_key({.round = round_.id, .number = next.number}).value();
    ASSERT_TRUE(machine_.store().advance_epoch(&closed, next));
    EXPECT_EQ(save().keys_wrapped, 5);
    machine_.stop();
    revive(other_, paper_);
    EXPECT_EQ(other_.store().epochs().value().size(), 1U);
    EXPECT_EQ(other_.tally(round_).pending, 0);
    other_.expect_sound();
}

TEST_F(RestoreTest, OfATickThatHadBegunWithoutTheKeyStartsToo) {
    store::EpochRow closed = machine_.store().epochs().value().front();
    closed.purpose = TickPurpose::settle;
    store::EpochRow next;
    next.round = round_.id;
    next.number = closed.number + 1;
    next.key =
        machine_.keys().create_epoch_key({.round = round_.id, .number = next.number}).value();
    ASSERT_TRUE(machine_.store().advance_epoch(&closed, next));
    save();
    machine_.stop();
    EXPECT_EQ(revive(other_, std::nullopt).answers_lost, 7);
    other_.submit_some(round_, 5, {});
    other_.settle(round_);
    EXPECT_EQ(other_.ledger(round_).admitted, 17);
    other_.expect_sound();
}

TEST_F(RestoreTest, WithAWrongKeyChangesNothing) {
    save();
    const auto before = tests::contents(other_.directory().path());
    const std::string stranger = Recovery::print(base::crypto::generate_key_pair().private_key);
    std::string mistyped = paper_;
    mistyped[30] = mistyped[30] == 'Q' ? 'R' : 'Q';
    for (const std::string& key : {stranger, mistyped, std::string("sesam")}) {
        const auto report = other_.restore({.backup = backup_path(), .recovery_key = key});
        ASSERT_FALSE(report);
        EXPECT_EQ(report.error().fault(), Fault::invalid) << report.error().line();
        EXPECT_EQ(tests::contents(other_.directory().path()), before);
    }
}

TEST_F(RestoreTest, RefusesADamagedBackup) {
    save();
    const std::string whole = tests::file_bytes(backup_path());
    const auto before = tests::contents(other_.directory().path());
    const auto refused = [&](const std::string& bytes) {
        std::ofstream(backup_path(), std::ios::binary | std::ios::trunc) << bytes;
        const auto report = other_.restore({.backup = backup_path(), .recovery_key = paper_});
        EXPECT_EQ(tests::contents(other_.directory().path()), before);
        return !report && report.error().fault() == Fault::corrupt;
    };
    EXPECT_TRUE(refused(whole.substr(0, whole.size() / 2)));
    EXPECT_TRUE(refused(""));
    EXPECT_TRUE(refused("not a database at all"));
    // One byte of a sealed answer: no page is malformed, but its row is not what it was.
    const auto pending = machine_.store().pending(round_.id, 2).value();
    ASSERT_EQ(pending.size(), 4U);
    const std::size_t at = whole.find(base::as_text(pending[0].bytes()));
    ASSERT_NE(at, std::string::npos);
    std::string flipped = whole;
    flipped[at + 200] = static_cast<char>(flipped[at + 200] ^ 1);
    EXPECT_TRUE(refused(flipped));
}

TEST_F(RestoreTest, OfABackupWithMissingRowsNeedsToBeAskedFor) {
    save();
    std::string bytes = tests::file_bytes(backup_path());
    const auto pending = machine_.store().pending(round_.id, 2).value();
    const std::size_t at = bytes.find(base::as_text(pending[0].bytes()));
    ASSERT_NE(at, std::string::npos);
    bytes[at + 200] = static_cast<char>(bytes[at + 200] ^ 1);
    std::ofstream(backup_path(), std::ios::binary | std::ios::trunc) << bytes;
    const auto report = other_.restore(
        {.backup = backup_path(), .recovery_key = paper_, .missing_rows = MissingRows::accept});
    EXPECT_TRUE(report) << report.error().line();
}

TEST_F(RestoreTest, NeverReplacesADatabaseUnasked) {
    save();
    machine_.stop();
    const auto before = tests::contents(machine_.directory().path());
    const auto report = machine_.restore({.backup = backup_path(), .recovery_key = paper_});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().fault(), Fault::conflict);
    EXPECT_EQ(tests::contents(machine_.directory().path()), before);
}

TEST_F(RestoreTest, SetsTheOldDatabaseAsideWhenAsked) {
    save();
    burn_later();
    const std::string old = tests::file_bytes(machine_.directory().database());
    const auto report = machine_.restore(
        {.backup = backup_path(), .recovery_key = paper_, .existing = ExistingDatabase::set_aside});
    ASSERT_TRUE(report) << report.error().line();
    EXPECT_EQ(report->set_aside, machine_.directory().path() / "lyhord.db.before-restore");
    EXPECT_EQ(tests::file_bytes(report->set_aside), old);
    machine_.start();
    EXPECT_EQ(machine_.tally(round_).acknowledged, 19);
    machine_.stop();
    const auto again = machine_.restore(
        {.backup = backup_path(), .recovery_key = paper_, .existing = ExistingDatabase::set_aside});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault(), Fault::conflict);
}

TEST_F(RestoreTest, AppliesAWithdrawalThatCameAfterTheBackup) {
    machine_.approve_all(round_, "mörkt vid torget");
    save();
    machine_.stop();
    std::ofstream(other_.directory().withdrawn())
        << base::hex(round_.id) << ' ' << base::hex(withdrawn_) << "\nhalf a li";
    const RestoreReport report = revive(other_, paper_);
    EXPECT_EQ(report.comments_withdrawn, 1);
    EXPECT_EQ(report.comments, 11);
    const auto approved = other_.store().comments(round_.id, store::CommentState::approved).value();
    EXPECT_EQ(approved.size(), 11U);
    EXPECT_TRUE(std::ranges::none_of(
        approved, [this](const store::CommentRow& comment) { return comment.id == withdrawn_; }));
    other_.expect_sound();
}

TEST_F(RestoreTest, KeepsAWithdrawalForATextThatIsStillSealed) {
    const base::Digest later{7, 7, 7};
    machine_.submit(round_, {.man = false, .text = "ångrad", .withdrawal_id = later});
    machine_.submit_some(round_, 4, {.man = false, .text = "mörkt"});
    save();
    machine_.stop();
    std::ofstream(other_.directory().withdrawn())
        << base::hex(round_.id) << ' ' << base::hex(later) << '\n';
    EXPECT_EQ(revive(other_, paper_).comments_withdrawn, 0);
    other_.settle(round_);
    EXPECT_EQ(other_.tally(round_).comments, 12);
    const RoundLedger ledger = other_.ledger(round_);
    EXPECT_TRUE(std::ranges::any_of(
        ledger.questions, [](const QuestionLedger& question) { return question.withdrawn == 1; }));
}

TEST_F(RestoreTest, CarriesTheListOfWithdrawalsToTheNewMachineSorted) {
    const base::Digest first{9};
    const base::Digest second{2};
    std::ofstream(machine_.directory().withdrawn())
        << base::hex(round_.id) << ' ' << base::hex(first) << '\n'
        << base::hex(round_.id) << ' ' << base::hex(second) << '\n';
    save();
    machine_.stop();
    revive(other_, paper_);
    EXPECT_EQ(tests::file_bytes(other_.directory().withdrawn()),
              base::hex(round_.id) + ' ' + base::hex(second) + '\n' + base::hex(round_.id) + ' ' +
                  base::hex(first) + '\n');
}

TEST_F(RestoreTest, SignsEverybodyOut) {
    store::SessionRow session;
    session.id = {5};
    session.staff = "karin";
    session.created = clock_.now();
    session.last_seen = clock_.now();
    ASSERT_TRUE(machine_.store().put_session(session));
    save();
    machine_.stop();
    revive(other_, paper_);
    EXPECT_FALSE(other_.store().session(session.id).value());
}

TEST_F(RestoreTest, TellsOfTextsBeyondTheirDay) {
    save();
    machine_.stop();
    clock_.advance_days(100);
    EXPECT_EQ(revive(other_, paper_).texts_overdue, 12);
}

TEST_F(RestoreTest, GoesOnWithTheSameRecoveryKey) {
    save();
    machine_.stop();
    revive(other_, paper_);
    const auto next = elsewhere_.path() / "next.backup";
    const auto report = other_.backup().run(next);
    ASSERT_TRUE(report) << report.error().line();
    EXPECT_EQ(report->keys_wrapped, 4);
    Machine third(clock_);
    EXPECT_TRUE(third.restore({.backup = next, .recovery_key = paper_}));
}

TEST_F(RestoreTest, RemovesWhatAKilledRestoreLeft) {
    save();
    const auto left = other_.directory().path() / ".staging-0123";
    std::filesystem::create_directories(left / "keys");
    std::ofstream(left / "keys" / "review") << "a private key";
    revive(other_, paper_);
    EXPECT_FALSE(std::filesystem::exists(left));
}

}  // namespace
}  // namespace lyhord::operations
