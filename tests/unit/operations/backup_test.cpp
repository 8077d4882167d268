#include "operations/backup.h"

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "base/limits.h"
#include "operations/recovery.h"
#include "unit/operations/machine.h"
#include "unit/rounds/stepping_store.h"

namespace lyhord::operations {
namespace {

using domain::TickPurpose;
using tests::Machine;

class BackupTest : public tests::MachineTest {
protected:
    // How many entries of the data directory a backup put together beside the database.
    std::size_t staged() const {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(machine_.directory().path())) {
            count += entry.path().filename().string().starts_with(".staging") ? 1 : 0;
        }
        return count;
    }
};

TEST_F(BackupTest, HoldsTheAnswersAndTheKeysThatOpenThem) {
    const domain::Round round = machine_.open_round();
    machine_.submit_some(round, 12, {.man = false, .text = "mörkt"});
    machine_.submit_some(round, 3, {.man = true, .text = {}});
    machine_.tick(round, TickPurpose::release);
    machine_.submit_some(round, 4, {.man = false, .text = {}});
    const BackupReport report = save();
    EXPECT_EQ(report.path, backup_path());
    EXPECT_EQ(report.bytes, static_cast<std::int64_t>(std::filesystem::file_size(backup_path())));
    EXPECT_EQ(report.answers_pending, 4);
    EXPECT_EQ(report.comments, 12);
    EXPECT_EQ(report.comments_pending, 12);
    EXPECT_EQ(report.waiting_pieces, 2);  // of the three men: `trygg` and `deltagande`
    EXPECT_EQ(report.keys_wrapped, 4);    // review, queue, form and one epoch
    EXPECT_EQ(report.epochs_without_key, 0);
    EXPECT_EQ(report.why_no_keys, WhyNoKeys::none);
    EXPECT_EQ(staged(), 0U);
}

// Another one would be taken for the key of the comments by whoever restores.
TEST_F(BackupTest, MakesNoOtherReviewKeyAndTellsThatItIsLost) {
    const domain::Round round = machine_.open_round();
    machine_.submit_some(round, 12, {.man = false, .text = "mörkt"});
    machine_.tick(round, TickPurpose::release);
    EXPECT_FALSE(save().review_key_lost);
    ASSERT_TRUE(std::filesystem::remove(machine_.directory().keys() / "review"));
    const auto report = machine_.backup().run(elsewhere_.path() / "later.backup");
    ASSERT_TRUE(report) << report.error().line();
    EXPECT_TRUE(report->review_key_lost);
    EXPECT_EQ(report->keys_wrapped, 3);
    EXPECT_TRUE(std::ranges::any_of(report->lines(), [](const std::string& line) {
        return line.contains("12 comments are sealed to: only a backup from before");
    }));
    EXPECT_FALSE(machine_.keys().present_review_key());
}

TEST_F(BackupTest, IsReadableByTheServiceAlone) {
    save();
    struct stat status{};
    ASSERT_EQ(stat(backup_path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(BackupTest, HoldsNoPrivateKeyInPlainForm) {
    const domain::Round round = machine_.open_round();
    const base::crypto::KeyPair epoch =
        machine_.keys().epoch_key({.round = round.id, .number = 1}).value();
    const base::crypto::KeyPair review = machine_.keys().review_key().value();
    save();
    for (const auto& key : {epoch.private_key, review.private_key}) {
        EXPECT_TRUE(tests::files_with(elsewhere_.path(), base::as_text(key.view())).empty());
    }
    EXPECT_FALSE(tests::files_with(elsewhere_.path(), base::as_text(review.public_key)).empty());
}

TEST_F(BackupTest, NeverReplacesAFile) {
    save();
    const std::string before = tests::file_bytes(backup_path());
    const auto again = machine_.backup().run(backup_path());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault(), base::Fault::conflict);
    EXPECT_EQ(tests::file_bytes(backup_path()), before);
}

TEST_F(BackupTest, ThatCannotBeWrittenLeavesNothing) {
    const auto report = machine_.backup().run(elsewhere_.path() / "missing" / "saved.backup");
    EXPECT_FALSE(report);
    EXPECT_EQ(staged(), 0U);
    EXPECT_TRUE(std::filesystem::is_empty(elsewhere_.path()));
}

TEST_F(BackupTest, RemovesWhatAKilledBackupLeft) {
    const auto left = machine_.directory().path() / ".staging-0123";
    std::filesystem::create_directories(left);
    std::ofstream(left / "lyhord.db") << "texts";
    save();
    EXPECT_FALSE(std::filesystem::exists(left));
}

TEST_F(BackupTest, CanBeWrittenToAnotherFileSystem) {
    const std::filesystem::path memory =
        "/dev/shm/lyhord-" + base::hex(machine_.random().id()) + ".backup";
    const auto report = machine_.backup().run(memory);
    const auto verified = store::verify_backup(memory);
    std::filesystem::remove(memory);
    ASSERT_TRUE(report) << report.error().line();
    ASSERT_TRUE(verified) << verified.error().line();
    EXPECT_TRUE(verified->integrity && verified->tallies);
    EXPECT_FALSE(std::filesystem::exists(memory.string() + ".partial"));
}

TEST_F(BackupTest, InStrictModeCarriesNoKeysAndSaysWhatThatMeans) {
    const domain::Round round = machine_.open_round();
    machine_.submit_some(round, 2, {});
    const BackupReport report = save(KeysInBackup::left_out);
    EXPECT_EQ(report.keys_wrapped, 0);
    EXPECT_EQ(report.why_no_keys, WhyNoKeys::strict_mode);
    EXPECT_TRUE(report.lines().back().contains("cannot be read from this backup"));
    Machine other(clock_);
    const auto restored = other.restore({.backup = backup_path(), .recovery_key = paper_});
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().fault(), base::Fault::invalid);
}

TEST(BackupWithoutARecoveryKey, SaysSo) {
    tests::FakeClock clock;
    tests::TemporaryFolder elsewhere;
    Machine machine(clock);
    machine.start();
    machine.open_round();
    const auto report = machine.backup().run(elsewhere.path() / "saved.backup");
    ASSERT_TRUE(report) << report.error().line();
    EXPECT_EQ(report->keys_wrapped, 0);
    EXPECT_EQ(report->why_no_keys, WhyNoKeys::no_recovery_key);
}

TEST_F(BackupTest, OfAnEpochWhoseKeyIsLostIsStillTaken) {
    const domain::Round round = machine_.open_round();
    machine_.submit_some(round, 2, {});
    ASSERT_TRUE(machine_.keys().destroy_epoch_key({.round = round.id, .number = 1}));
    const BackupReport report = save();
    EXPECT_EQ(report.epochs_without_key, 1);
    EXPECT_EQ(report.answers_pending, 2);
}

// What was acknowledged before the backup began is in it, and can be counted, whatever ticks and
// answers came meanwhile.
TEST_F(BackupTest, UnderLoadHoldsEverythingAcknowledgedBefore) {
    const domain::Round round = machine_.open_round();
    std::atomic<std::int64_t> acknowledged = 0;
    std::atomic<bool> stopping = false;
    std::vector<std::jthread> residents;
    for (int i = 0; i < 4; ++i) {
        residents.emplace_back([&, i] {
            while (!stopping) {
                machine_.submit(round, {.man = i == 3, .text = {}, .withdrawal_id = {}});
                ++acknowledged;
            }
        });
    }
    std::jthread clockwork([&] {
        for (int tick = 0; !stopping; ++tick) {
            machine_.tick(round, tick % 2 == 0 ? TickPurpose::reseal : TickPurpose::release);
        }
    });
    const tests::Stop stop(stopping);
    for (int i = 0; i < 8; ++i) {
        const std::int64_t before = acknowledged;
        const auto path = elsewhere_.path() / (std::to_string(i) + ".backup");
        const auto report = machine_.backup().run(path);
        ASSERT_TRUE(report) << report.error().line();
        EXPECT_EQ(report->epochs_without_key, 0);
        Machine other(clock_);
        const auto restored = other.restore({.backup = path, .recovery_key = paper_});
        ASSERT_TRUE(restored) << restored.error().line();
        EXPECT_EQ(restored->answers_lost, 0);
        other.start();
        other.settle(round);
        other.expect_sound();
        const RoundLedger ledger = other.ledger(round);
        EXPECT_GE(ledger.acknowledged, before);
        EXPECT_EQ(ledger.admitted + ledger.withheld, ledger.acknowledged);
    }
}

// In how many of the first tries a tick comes just before, and just after, the copy is made.
struct TicksInBetween {
    int before_copies = 0;
    int after_copies = 0;
};

class BackupBesideTicks : public BackupTest, public testing::WithParamInterface<TicksInBetween> {};

TEST_P(BackupBesideTicks, HasTheKeyOfEveryEpochInIt) {
    const domain::Round round = machine_.open_round();
    machine_.submit_some(round, 3, {});
    int steps = 0;
    tests::SteppingStore store(machine_.store(), [&]() -> base::Result<void> {
        const int copies = steps / 2;
        const bool after = steps++ % 2 == 1;
        if (copies < (after ? GetParam().after_copies : GetParam().before_copies)) {
            machine_.tick(round, TickPurpose::reseal);
        }
        return {};
    });
    const auto report = Backup({.store = store,
                                .keys = machine_.keys(),
                                .directory = machine_.directory(),
                                .withdrawn = machine_.withdrawn(),
                                .clock = clock_})
                            .run(backup_path());
    ASSERT_TRUE(report) << report.error().line();
    EXPECT_EQ(report->epochs_without_key, 0);
    EXPECT_EQ(report->keys_wrapped, 4);
    machine_.stop();
    Machine other(clock_);
    EXPECT_EQ(revive(other, paper_).answers_uncounted, 3);
    other.submit_some(round, 3, {});
    other.settle(round);
    EXPECT_EQ(other.ledger(round).admitted, 6);
}

INSTANTIATE_TEST_SUITE_P(WithATick,
                         BackupBesideTicks,
                         testing::Values(TicksInBetween{1, 0},
                                         TicksInBetween{0, 1},
                                         TicksInBetween{1, 1},
                                         TicksInBetween{4, 4}));

class RotationTest : public BackupTest {
protected:
    std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(elsewhere_.path())) {
            names.push_back(entry.path().filename().string());
        }
        std::ranges::sort(names);
        return names;
    }
    std::string name_of(base::Day day, std::string_view number = "") const {
        return "lyhord-" + day.text() + std::string(number) + ".backup";
    }
    RotationReport rotate(int keep_days = base::limits::backups_kept_days_default) {
        auto report = machine_.backup().rotate(elsewhere_.path(), keep_days);
        EXPECT_TRUE(report) << report.error().line();
        return std::move(*report);
    }
};

TEST_F(RotationTest, NamesBackupsByTheirDay) {
    const base::Day today = clock_.today();
    EXPECT_EQ(rotate().backup.path, elsewhere_.path() / name_of(today));
    EXPECT_EQ(rotate().backup.path, elsewhere_.path() / name_of(today, "-2"));
    EXPECT_EQ(rotate().backup.path, elsewhere_.path() / name_of(today, "-3"));
}

TEST_F(RotationTest, KeepsFourteenDaysAndRemovesWhatIsOlder) {
    const base::Day first = clock_.today();
    rotate();
    rotate();
    clock_.advance_days(14);
    EXPECT_TRUE(rotate().removed.empty());
    clock_.advance_days(1);
    EXPECT_EQ(rotate().removed.size(), 2U);
    EXPECT_EQ(names(), (std::vector{name_of(first.plus(14)), name_of(first.plus(15))}));
}

TEST_F(RotationTest, LeavesOtherFilesAlone) {
    const std::vector<std::string> others{"lyhord-2001-01-01.backup.txt",
                                          "lyhord-2001-13-01.backup",
                                          "lyhord-2001-01-01-0.backup",
                                          "lyhord-2001-01-01-x.backup",
                                          "old.backup"};
    for (const std::string& name : others) {
        std::ofstream(elsewhere_.path() / name) << "kept";
    }
    rotate();
    const std::vector<std::string> left = names();
    for (const std::string& name : others) {
        EXPECT_TRUE(std::ranges::find(left, name) != left.end()) << name;
    }
}

class WrongClockTest : public RotationTest {
protected:
    static constexpr int days = 14;
    // One a day; the last is of today.
    void keep_history() {
        for (int day = 0; day < days; ++day) {
            clock_.advance_days(1);
            rotate();
        }
        history_ = names();
    }
    std::size_t left_of_history() const {
        const std::vector<std::string> now = names();
        return static_cast<std::size_t>(std::ranges::count_if(
            history_, [&](const auto& name) { return std::ranges::find(now, name) != now.end(); }));
    }
    std::vector<std::string> history_;
};

TEST_F(WrongClockTest, BehindTakesNothingOfTheHistory) {
    keep_history();
    clock_.advance_days(-60);
    const base::Day wrong = clock_.today();
    EXPECT_TRUE(rotate().removed.empty());
    EXPECT_EQ(names().size(), days + 1U);
    clock_.advance_days(61);
    EXPECT_EQ(rotate().removed,
              std::vector<std::filesystem::path>{elsewhere_.path() / name_of(wrong)});
    EXPECT_EQ(left_of_history(), 14U);
}

TEST_F(WrongClockTest, AheadTakesTheOldestOnlyAndNoMoreOnceItIsRight) {
    keep_history();
    const base::Day right = clock_.today();
    clock_.advance_days(60);
    const base::Day wrong = clock_.today();
    EXPECT_EQ(rotate().removed.size(), base::limits::backups_removed_at_once);
    clock_.advance_days(-59);
    EXPECT_TRUE(rotate().removed.empty());
    EXPECT_EQ(left_of_history(), days - base::limits::backups_removed_at_once);
    EXPECT_EQ(names().back(), name_of(wrong)) << "nobody knows whether the clock is behind now";
    for (int day = 0; day < days; ++day) {
        clock_.advance_days(1);
        rotate();
    }
    EXPECT_EQ(names().front(), name_of(right.plus(1)));
    EXPECT_EQ(names().size(), days + 2U);
}

// Also a machine that was off for a long time, and one whose setting was lowered.
TEST_F(WrongClockTest, WhatIsTooOldGoesInTheEnd) {
    keep_history();
    clock_.advance_days(100);
    const base::Day again = clock_.today();
    for (int day = 0; day < days; ++day) {
        rotate();
        clock_.advance_days(1);
    }
    EXPECT_EQ(left_of_history(), 0U);
    EXPECT_EQ(names().front(), name_of(again));
}

TEST_F(RotationTest, NeverRemovesTheNewestWhenNoNewOneCanBeWritten) {
    rotate();
    rotate();
    rotate();
    clock_.advance_days(30);
    const base::Day today = clock_.today();
    // A key that cannot be read stands in the way of the new one.
    const auto public_half = machine_.directory().keys() / "recovery.public";
    std::filesystem::remove(public_half);
    std::filesystem::create_directory(public_half);
    const auto report = machine_.backup().rotate(elsewhere_.path(), 14);
    EXPECT_FALSE(report);
    EXPECT_EQ(names(),
              (std::vector{name_of(today.plus(-30), "-2"), name_of(today.plus(-30), "-3")}));
    EXPECT_FALSE(machine_.backup().rotate(elsewhere_.path(), 14));
    EXPECT_EQ(names().size(), 2U);
}

}  // namespace
}  // namespace lyhord::operations
