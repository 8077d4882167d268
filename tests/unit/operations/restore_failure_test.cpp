#include "base/json/json.h"
#include "operations/restore.h"
#include "unit/operations/machine.h"

namespace lyhord::operations {
namespace {

using base::Fault;
using domain::TickPurpose;
using tests::Machine;

// A machine with a database and keys of its own, which a restore is to replace; a round of it has
// the review key, the form key and an epoch.
class FailedRestore : public tests::MachineTest {
protected:
    void SetUp() override {
        MachineTest::SetUp();
        machine_.open_round();
        save();
        machine_.stop();
        other_.start();
        own_ = other_.open_round(7);
        other_.submit_some(own_, 6, {.man = false, .text = "mörkt"});
        other_.tick(own_, TickPurpose::release);
        ASSERT_TRUE(other_.keys().form_key());
        ASSERT_TRUE(other_.withdrawn().add({{own_.id, {7}}}));
        other_.stop();
    }
    // Nothing can be written, and nothing be moved, to where a folder is.
    static void obstruct(const std::filesystem::path& place) {
        std::filesystem::remove(place);
        std::filesystem::create_directories(place / "in the way");
    }
    // The database can be moved, but not what a crash left beside it.
    void obstruct_setting_aside() {
        const std::string database = other_.directory().database().string();
        std::ofstream(database + "-shm") << "left by a crash";
        obstruct(database + ".before-restore-shm");
    }
    // The error of a restore after which every file is as it was.
    base::Fault failure(const std::optional<std::string>& recovery_key) {
        const auto before = tests::contents(other_.directory().path());
        const auto report = other_.restore({.backup = backup_path(),
                                            .recovery_key = recovery_key,
                                            .existing = ExistingDatabase::set_aside});
        EXPECT_FALSE(report);
        EXPECT_EQ(tests::contents(other_.directory().path()), before);
        return report ? Fault::internal : report.error().fault();
    }

    Machine other_{clock_};
    domain::Round own_;
};

TEST_F(FailedRestore, ThatCannotWriteAKeyPutsTheOldKeysAndTheDatabaseBack) {
    for (const std::string_view key : {"form", "review", "recovery.public"}) {
        const auto place = other_.directory().keys() / key;
        const std::string kept = tests::file_bytes(place);
        obstruct(place);
        EXPECT_EQ(failure(paper_), Fault::io) << key;
        std::filesystem::remove_all(place);
        std::ofstream(place, std::ios::binary) << kept;
    }
    std::filesystem::remove(other_.directory().keys() / "recovery.public");  // there was none
    other_.start();
    EXPECT_EQ(other_.tally(own_).comments_pending, 6);
    other_.expect_sound();
}

TEST_F(FailedRestore, ThatCannotSetTheWholeDatabaseAsidePutsItBack) {
    obstruct_setting_aside();
    EXPECT_EQ(failure(paper_), Fault::io);
}

TEST_F(FailedRestore, WithoutARecoveryKeyMakesNoReviewKey) {
    std::filesystem::remove(other_.directory().keys() / "review");
    obstruct_setting_aside();
    EXPECT_EQ(failure(std::nullopt), Fault::io);
}

class KilledRestore : public tests::MachineTest {};

// As a kill leaves it between the database and its keys.
TEST_F(KilledRestore, BeforeTheKeysIsFinishedAtTheNextStart) {
    const domain::Round round = machine_.open_round();
    machine_.submit_some(round, 12, {.man = false, .text = "mörkt"});
    machine_.submit_some(round, 3, {.man = true, .text = {}});
    machine_.tick(round, TickPurpose::release);
    machine_.submit_some(round, 4, {.man = false, .text = {}});
    Machine other(clock_);
    ASSERT_TRUE(machine_.withdrawn().add({{round.id, {9}}}));
    save();
    machine_.stop();
    const auto empty = tests::contents(other.directory().keys());
    ASSERT_TRUE(other.restore({.backup = backup_path(), .recovery_key = paper_}));
    std::string name;
    {
        const auto store = store::open_sqlite(other.directory(), clock_).value();
        const auto document = base::Json::parse(store->document("restored").value().value());
        name = *document->find("staging")->as_string();
    }
    const auto staged = other.directory().path() / name;
    ASSERT_FALSE(std::filesystem::exists(staged));
    std::filesystem::create_directories(staged);
    std::filesystem::rename(other.directory().keys(), staged / "keys");
    std::filesystem::rename(other.directory().withdrawn(), staged / "withdrawn");
    std::filesystem::create_directories(other.directory().keys());
    ASSERT_EQ(tests::contents(other.directory().keys()), empty);

    other.start();
    EXPECT_EQ(other.withdrawn().read().value(), (store::Withdrawn{{round.id, {9}}}));
    EXPECT_EQ(other.keys().recovery_key().value(), machine_.keys().recovery_key().value());
    other.expect_sound();
    other.settle(round);
    EXPECT_EQ(other.ledger(round).admitted, 19);
    other.expect_sound();
}

}  // namespace
}  // namespace lyhord::operations
