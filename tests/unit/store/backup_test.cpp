#include <sys/stat.h>

#include "store/backup_file.h"
#include "unit/store/fixture.h"

namespace lyhord::store {
namespace {

using base::Fault;

constexpr std::string_view unique_text = "Gungan i Vasaparken knarrar som en gammal dörr";

class Backup : public StoreTest {
protected:
    void SetUp() override {
        StoreTest::SetUp();
        round_ = open_round();
        comment_ = comment_in(round_, CommentState::approved, unique_text);
        expect_stored(a_submission(round_, 2));
        path_ = folder_.path() / "copy.db";
        const auto copied = store_->copy_to(path_.string());
        ASSERT_TRUE(copied) << copied.error().line();
    }
    void expect_sound_backup() {
        const auto report = verify_backup(path_);
        ASSERT_TRUE(report) << report.error().line();
        EXPECT_TRUE(report->integrity && report->tallies && report->audit_chain);
    }
    // The backup in place of the database.
    void restore() {
        close();
        std::filesystem::rename(path_, database());
    }

    domain::Round round_;
    base::Digest comment_{};
    std::filesystem::path path_;
};

TEST_F(Backup, HoldsWhatTheStoreHeld) {
    expect_sound_backup();
    expect_stored(a_submission(round_, 2));
    restore();
    open();
    EXPECT_EQ(pending_of(round_, 2).size(), 1U);
    EXPECT_EQ(tally_of(round_).acknowledged, 1);
    expect_sound();
}

// One that was taken before comments could have a translation.
TEST_F(Backup, OfAnOlderSchemaIsVerifiedAndDisposedOf) {
    {
        auto connection = sqlite::Connection::open(path_, sqlite::Access::file).value();
        ASSERT_TRUE(connection.begin_writing(sqlite::Access::file));
        ASSERT_TRUE(connection.execute(
            "ALTER TABLE comments DROP COLUMN translation; PRAGMA user_version = 2"));
    }
    expect_sound_backup();
    ASSERT_TRUE(any_file_holds(path_.parent_path(), unique_text));
    close();
    std::filesystem::remove(database());
    std::filesystem::remove(log());
    const auto disposed = dispose_texts_in_backup(path_, round_.id);
    ASSERT_TRUE(disposed) << disposed.error().line();
    expect_sound_backup();
    EXPECT_FALSE(any_file_holds(path_.parent_path(), unique_text));
}

TEST_F(Backup, IsOneFileThatOnlyTheServiceReads) {
    struct stat status{};
    ASSERT_EQ(stat(path_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_FALSE(std::filesystem::exists(path_.string() + "-wal"));
    EXPECT_FALSE(std::filesystem::exists(path_.string() + "-journal"));
}

TEST_F(Backup, NeverReplacesAFile) {
    const auto again = store_->copy_to(path_.string());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault(), Fault::conflict);
    expect_sound_backup();
}

TEST_F(Backup, LeavesNoHalfFile) {
    const auto nowhere = folder_.path() / "missing" / "copy.db";
    EXPECT_FALSE(store_->copy_to(nowhere.string()));
    EXPECT_FALSE(std::filesystem::exists(nowhere));
}

TEST_F(Backup, IsConsistentWhileAnswersArrive) {
    std::jthread sender([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            expect_stored(a_submission(round_, 2));
        }
    });
    for (int i = 0; i < 5; ++i) {
        std::filesystem::remove(path_);
        ASSERT_TRUE(store_->copy_to(path_.string()));
        expect_sound_backup();
    }
}

TEST_F(Backup, DisposesOfTextsWithoutARemnant) {
    ASSERT_TRUE(file_bytes(path_).find(unique_text) != std::string::npos);
    ASSERT_TRUE(dispose_texts_in_backup(path_, round_.id));
    EXPECT_EQ(file_bytes(path_).find(unique_text), std::string::npos);
    expect_sound_backup();
    restore();
    EXPECT_FALSE(any_file_holds(folder_.path(), unique_text));
}

TEST_F(Backup, CarriesAttachments) {
    EXPECT_TRUE(backup_attachments(path_).value().empty());
    const std::vector<Attachment> first{{"review", {1, 2, 3}}, {"devices", {}}};
    ASSERT_TRUE(attach_to_backup(path_, first));
    ASSERT_TRUE(attach_to_backup(path_, {{"review", {4}}}));
    const std::vector<Attachment> expected{{"devices", {}}, {"review", {4}}};
    EXPECT_EQ(backup_attachments(path_).value(), expected);
    expect_sound_backup();
}

TEST_F(Backup, WithAttachmentsIsNoDatabaseUntilTheyAreRemoved) {
    const base::Bytes wrapped(100, 0xA7);
    ASSERT_TRUE(attach_to_backup(path_, {{"review", wrapped}}));
    restore();
    const auto refused = sqlite::SqliteStore::open(database(), clock_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault(), Fault::invalid);
    ASSERT_TRUE(remove_attachments(database()));
    EXPECT_FALSE(any_file_holds(folder_.path(), base::as_text(wrapped)));
    open();
    expect_sound();
}

TEST_F(Backup, ThatIsDamagedIsToldApart) {
    std::string bytes = file_bytes(path_);
    std::fill(bytes.begin() + 8 * 8192, bytes.end(), '\x5a');
    std::ofstream(path_, std::ios::binary) << bytes;
    const auto report = verify_backup(path_);
    EXPECT_TRUE(!report || !report->integrity);
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << "";
    EXPECT_EQ(verify_backup(path_).error().fault(), Fault::corrupt);
}

}  // namespace
}  // namespace lyhord::store
