#include "operations/disposal.h"

#include <algorithm>

#include "operations/recovery.h"
#include "unit/operations/machine.h"

namespace lyhord::operations {
namespace {

using domain::TickPurpose;
using tests::files_with;
using tests::Machine;

constexpr std::string_view mark = "Gungan i Vasaparken knarrar som en gammal dörr";
constexpr std::string_view decision = "KS 2030/17";

// A settled round with 6 approved texts and 5 that nobody has reviewed, all due after 100 days.
class DisposalTest : public tests::MachineTest {
protected:
    void SetUp() override {
        MachineTest::SetUp();
        round_ = machine_.open_round();
        machine_.submit_some(round_, 6, {.man = false, .text = "mörkt"});
        machine_.tick(round_, TickPurpose::release);
        machine_.approve_all(round_, mark);
        machine_.submit_some(round_, 5, {.man = false, .text = "mörkt"});
        machine_.settle(round_);
        const auto unread =
            machine_.store().comments(round_.id, store::CommentState::pending).value();
        for (const store::CommentRow& comment : unread) {
            const std::string_view bytes = base::as_text(comment.sealed->bytes());
            sealed_marks_.emplace_back(bytes.substr(bytes.size() - 40));
        }
    }
    Disposal disposal() { return {machine_.store(), machine_.directory()}; }
    std::vector<DueTexts> list() { return disposal().list(clock_.today()).value(); }
    DisposalReport run() {
        auto report = disposal().run(decision, clock_.today());
        EXPECT_TRUE(report) << report.error().line();
        return report.value_or(DisposalReport{});
    }
    std::filesystem::path rotate() {
        const auto report = machine_.backup().rotate(machine_.directory().backups(), 14);
        EXPECT_TRUE(report) << report.error().line();
        return report->backup.path;
    }
    // Names the files of the data directory in which a text of the round can be found.
    std::vector<std::string> remnants() const {
        std::vector<std::string> found = files_with(machine_.directory().path(), mark);
        for (const std::string& sealed : sealed_marks_) {
            const auto more = files_with(machine_.directory().path(), sealed);
            found.insert(found.end(), more.begin(), more.end());
        }
        return found;
    }

    domain::Round round_;
    std::vector<std::string> sealed_marks_;
};

TEST_F(DisposalTest, IsRemindedOfThirtyDaysBefore) {
    clock_.advance_days(69);
    EXPECT_TRUE(list().empty());
    clock_.advance_days(1);
    ASSERT_EQ(list().size(), 1U);
    EXPECT_EQ(list()[0].slug, "torget");
    EXPECT_EQ(list()[0].number, 1);
    EXPECT_EQ(list()[0].texts, 11);
    EXPECT_FALSE(list()[0].has_come);
    clock_.advance_days(30);
    EXPECT_TRUE(list()[0].has_come);
}

TEST_F(DisposalTest, DoesNothingBeforeTheDay) {
    clock_.advance_days(99);
    const DisposalReport report = run();
    EXPECT_TRUE(report.receipts.empty());
    EXPECT_EQ(report.lines().back(), "nothing is due");
    EXPECT_EQ(machine_.tally(round_).comments, 11);
}

TEST_F(DisposalTest, IsRememberedByTheListOfWithdrawalsAsLongAsByABackup) {
    const store::Withdrawn::value_type of_this{round_.id, {7}};
    const store::Withdrawn::value_type of_another{base::Id{9}, {7}};
    store::WithdrawnList& withdrawn = machine_.withdrawn();
    ASSERT_TRUE(withdrawn.add({of_this, of_another}));
    clock_.advance_days(100);
    rotate();
    run();
    clock_.advance_days(14);
    rotate();
    EXPECT_EQ(withdrawn.read().value(), (store::Withdrawn{of_this, of_another}));
    clock_.advance_days(1);
    rotate();
    EXPECT_EQ(withdrawn.read().value(), store::Withdrawn{of_another});
}

TEST_F(DisposalTest, NeedsADecision) {
    clock_.advance_days(100);
    for (const std::string_view blank : {"", "  \t"}) {
        const auto report = disposal().run(blank, clock_.today());
        ASSERT_FALSE(report);
        EXPECT_EQ(report.error().fault(), base::Fault::invalid);
    }
    EXPECT_EQ(machine_.tally(round_).comments, 11);
}

TEST_F(DisposalTest, LeavesNoByteOfATextInTheDataDirectory) {
    const std::filesystem::path backup = rotate();
    rotate();
    ASSERT_FALSE(files_with(machine_.directory().backups(), mark).empty());
    ASSERT_FALSE(files_with(machine_.directory().backups(), sealed_marks_[0]).empty());
    ASSERT_EQ(sealed_marks_.size(), 5U);
    clock_.advance_days(100);
    const DisposalReport report = run();
    EXPECT_EQ(remnants(), std::vector<std::string>{});
    EXPECT_EQ(report.cleaned.size(), 2U);
    EXPECT_TRUE(std::filesystem::exists(backup));
    EXPECT_EQ(machine_.tally(round_).comments, 0);
    machine_.expect_sound();
}

TEST_F(DisposalTest, LeavesNoByteInALogThatIsNotYetEmptied) {
    clock_.advance_days(100);
    machine_.open_round(2);
    ASSERT_FALSE(remnants().empty());
    run();
    EXPECT_EQ(remnants(), std::vector<std::string>{});
}

TEST_F(DisposalTest, LeavesAReceipt) {
    clock_.advance_days(100);
    const DisposalReport report = run();
    ASSERT_EQ(report.receipts.size(), 1U);
    EXPECT_EQ(report.receipts[0].texts, 11);
    EXPECT_EQ(report.receipts[0].decision, decision);
    EXPECT_EQ(report.receipts[0].day, clock_.today());
    EXPECT_EQ(machine_.store().disposals().value().size(), 1U);
    EXPECT_TRUE(list().empty());
    EXPECT_TRUE(run().receipts.empty());
    EXPECT_EQ(machine_.store().disposals().value().size(), 1U);
}

TEST_F(DisposalTest, KeepsTheCountsAndTheTextsOfOtherRounds) {
    const std::int64_t admitted = machine_.ledger(round_).admitted;
    clock_.advance_days(90);
    const domain::Round later = machine_.open_round(2);
    machine_.submit_some(later, 5, {.man = false, .text = "mörkt"});
    machine_.settle(later);
    machine_.approve_all(later, "en annan text");
    rotate();
    clock_.advance_days(10);
    run();
    EXPECT_EQ(machine_.ledger(round_).admitted, admitted);
    EXPECT_EQ(machine_.tally(later).comments, 5);
    EXPECT_FALSE(files_with(machine_.directory().backups(), "en annan text").empty());
}

TEST_F(DisposalTest, NamesARoundThatIsNotSettledAndLeavesItAlone) {
    const domain::Round open = machine_.open_round(2);
    clock_.advance_days(100);
    const DisposalReport report = run();
    ASSERT_EQ(report.not_settled.size(), 1U);
    EXPECT_EQ(report.not_settled[0].round, open.id);
    EXPECT_EQ(report.receipts.size(), 1U);
    EXPECT_EQ(list().size(), 1U);
}

TEST_F(DisposalTest, CleansADatabaseThatARestoreSetAside) {
    save();
    machine_.stop();
    const auto restored = machine_.restore(
        {.backup = backup_path(), .recovery_key = paper_, .existing = ExistingDatabase::set_aside});
    ASSERT_TRUE(restored) << restored.error().line();
    machine_.start();
    clock_.advance_days(100);
    run();
    EXPECT_EQ(remnants(), std::vector<std::string>{});
    EXPECT_TRUE(std::filesystem::exists(restored->set_aside));
}

TEST_F(DisposalTest, RemovesABackupTooDamagedToBeCleaned) {
    const std::filesystem::path backup = rotate();
    const std::string bytes = tests::file_bytes(backup);
    std::ofstream(backup, std::ios::binary | std::ios::trunc)
        << "damaged" << bytes.substr(bytes.size() / 3);
    clock_.advance_days(100);
    const DisposalReport report = run();
    EXPECT_EQ(report.removed, std::vector{backup});
    EXPECT_FALSE(std::filesystem::exists(backup));
    EXPECT_EQ(remnants(), std::vector<std::string>{});
}

TEST_F(DisposalTest, RemovesWhatAKilledBackupLeft) {
    const auto left = machine_.directory().path() / ".staging-0123";
    std::filesystem::create_directories(left);
    std::ofstream(left / "lyhord.db") << mark;
    std::ofstream(machine_.directory().backups() / "lyhord-2030-01-01.backup.partial") << mark;
    clock_.advance_days(100);
    run();
    EXPECT_EQ(remnants(), std::vector<std::string>{});
}

TEST_F(DisposalTest, ReachesTextsThatWereNotYetCountedWhenABackupWasTaken) {
    const domain::Round round = machine_.open_round(2);
    machine_.submit_some(round, 7, {.man = false, .text = "mörkt"});
    machine_.tick(round, TickPurpose::reseal);
    machine_.submit_some(round, 2, {.man = false, .text = "mörkt"});
    const std::filesystem::path backup = rotate();
    const auto sealed = [&] {
        auto opened = store::backup_attachments(backup).value();
        std::erase_if(
            opened, [](const auto& attachment) { return !attachment.first.starts_with("epoch-"); });
        return opened.size();
    };
    ASSERT_GT(sealed(), 0U);
    const auto epoch = machine_.store().epochs().value().back();
    const auto pending = machine_.store().pending(epoch.round, epoch.number).value();
    const std::string_view bytes = base::as_text(pending.front().bytes());
    const std::string seal(bytes.substr(bytes.size() / 2, 64));
    ASSERT_FALSE(files_with(machine_.directory().backups(), seal).empty());
    machine_.settle(round);
    clock_.advance_days(101);
    run();
    EXPECT_EQ(sealed(), 0U) << "the keys of the round's epochs";
    EXPECT_TRUE(files_with(machine_.directory().backups(), seal).empty());
    EXPECT_TRUE(store::verify_backup(backup).value().tallies);
}

TEST_F(DisposalTest, CleanedBackupsCanStillBeRestored) {
    const std::filesystem::path backup = rotate();
    clock_.advance_days(100);
    run();
    Machine other(clock_);
    const auto restored = other.restore({.backup = backup, .recovery_key = paper_});
    ASSERT_TRUE(restored) << restored.error().line();
    EXPECT_EQ(restored->answers_counted, 11);
    EXPECT_EQ(restored->comments, 0);
    EXPECT_EQ(restored->texts_overdue, 0);
    other.start();
    other.expect_sound();
}

// A round of which some answers are counted, some wait and some are sealed when its backup is
// taken; later it is settled, and its texts and all that was sealed leave that backup.
TEST_F(DisposalTest, WhatLeftABackupUncountedIsLostToARestoreOfIt) {
    const domain::Round round = machine_.open_round(2);
    machine_.submit_some(round, 12, {.man = false, .text = "mörkt"});
    machine_.submit_some(round, 3, {.man = true, .text = {}});
    machine_.tick(round, TickPurpose::release);
    machine_.submit_some(round, 4, {.man = false, .text = "mörkt"});
    const std::filesystem::path backup = rotate();
    machine_.settle(round);
    clock_.advance_days(101);
    run();
    Machine other(clock_);
    const auto restored = other.restore({.backup = backup, .recovery_key = paper_});
    ASSERT_TRUE(restored) << restored.error().line();
    EXPECT_EQ(restored->answers_lost, 7);
    EXPECT_EQ(restored->answers_counted, 11 + 12);
    EXPECT_EQ(restored->answers_uncounted, 0);
    other.start();
    other.expect_sound();
    other.submit_some(round, 5, {});
    other.settle(round);
    const RoundLedger ledger = other.ledger(round);
    EXPECT_EQ(ledger.acknowledged, 19 + 5);
    EXPECT_EQ(ledger.admitted, 12 + 5);
    EXPECT_EQ(ledger.lost, 7);
    other.expect_sound();
}

}  // namespace
}  // namespace lyhord::operations
