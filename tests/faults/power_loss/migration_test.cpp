// A migration, or the making of a database, is cut short anywhere, its second try as well; the next
// start finishes it, with every row there.
#include <gtest/gtest.h>

#include <vector>

#include "faults/power_loss/crashed_disk.h"
#include "faults/power_loss/recording_disk.h"
#include "store/data_directory.h"
#include "store/sqlite/schema.h"
#include "store/sqlite_store.h"
#include "support/fake_clock.h"
#include "support/temporary_store.h"

namespace lyhord::tests {
namespace {

using store::sqlite::Access;
using store::sqlite::Connection;

constexpr int documents = 500;

constexpr std::int64_t old_schema = store::sqlite_migrations.back().version;

// What later schemas may do: a new column, a table made of another, a table that goes.
std::vector<store::Migration> migrations() {
    std::vector<store::Migration> all(store::sqlite_migrations.begin(),
                                      store::sqlite_migrations.end());
    for (const char* const sql :
         {"ALTER TABLE dialogues ADD COLUMN note TEXT NOT NULL DEFAULT 'none';",
          "CREATE TABLE copies (name TEXT NOT NULL PRIMARY KEY, json TEXT NOT NULL) STRICT, "
          "WITHOUT ROWID; INSERT INTO copies SELECT name, json FROM documents;",
          "DELETE FROM documents; UPDATE copies SET json = json || '!';"}) {
        all.push_back({all.back().version + 1, sql});
    }
    return all;
}

class Migration : public testing::Test {
protected:
    std::filesystem::path lived() const { return folder_.path() / "lived"; }
    std::filesystem::path crashed() const { return folder_.path() / "crashed"; }
    static std::filesystem::path database(const std::filesystem::path& folder) {
        return folder / "lyhord.db";
    }

    // The schema of today, with rows, beside its log.
    void make_old(const std::filesystem::path& folder) {
        const auto directory = store::DataDirectory::lock(folder).value();
        const auto store = store::open_sqlite(directory, clock_).value();
        for (int i = 0; i < documents; ++i) {
            const std::string json = "{\"n\": \"" + std::string(200, 'x') + "\"}";
            ASSERT_TRUE(store->put_document("document " + std::to_string(i), json));
        }
        ASSERT_TRUE(store->put_dialogue({.slug = "torget", .questionnaire = "{}"}));
    }

    static void migrate(const std::filesystem::path& folder) {
        Connection connection = Connection::open(database(folder), Access::write).value();
        ASSERT_TRUE(connection.begin_writing(Access::write));
        const auto done = store::sqlite::migrate(connection, migrations());
        ASSERT_TRUE(done) << done.error().line();
    }

    // Runs `work` on `lived`, and cuts it short after `part` of its changes: `lived` is then what
    // the disk has kept.
    template <typename Work>
    void cut_short(double part, Work work) {
        RecordingDisk::start(lived());
        const std::size_t before = RecordingDisk::changes();
        work();
        const std::vector<DiskChange> changes = RecordingDisk::stop();
        CrashedDisk disk(changes);
        const auto more = static_cast<double>(changes.size() - before);
        disk.advance(before + static_cast<std::size_t>(part * more));
        std::filesystem::remove_all(crashed());
        disk.write_to(crashed(), random_);
        std::filesystem::remove_all(lived());
        std::filesystem::rename(crashed(), lived());
    }

    void expect_new_schema() {
        Connection connection = Connection::open(database(lived()), Access::read).value();
        EXPECT_EQ(store::sqlite::schema_of(connection).value(), old_schema + 3);
        const auto count = [&](const char* sql) { return connection.integer(sql).value(); };
        EXPECT_EQ(count("SELECT count(*) FROM copies WHERE json LIKE '%}!'"), documents);
        EXPECT_EQ(count("SELECT count(*) FROM documents"), 0);
        EXPECT_EQ(count("SELECT count(*) FROM dialogues WHERE note = 'none'"), 1);
        const auto sound = connection.one(
            "PRAGMA integrity_check", {}, [](auto& row) { return row.text(0) == "ok"; });
        EXPECT_TRUE(sound && *sound && **sound);
    }

    FakeClock clock_;
    TemporaryFolder folder_;
    std::mt19937_64 random_{40};
};

TEST_F(Migration, CutShortFortyTimesIsFinishedByTheNextStart) {
    constexpr int kills = 40;
    const std::filesystem::path old = folder_.path() / "old";
    make_old(old);
    for (int i = 0; i < kills; ++i) {
        std::filesystem::remove_all(lived());
        std::filesystem::copy(old, lived(), std::filesystem::copy_options::recursive);
        cut_short((i + 0.5) / kills, [this] { migrate(lived()); });
        cut_short(static_cast<double>(random_() % 100) / 100, [this] { migrate(lived()); });
        migrate(lived());
        expect_new_schema();
        ASSERT_FALSE(HasFailure()) << i;
    }
}

TEST_F(Migration, ADatabaseThatWasHalfMadeIsMadeAnew) {
    constexpr int kills = 40;
    for (int i = 0; i < kills; ++i) {
        std::filesystem::remove_all(lived());
        std::filesystem::create_directory(lived());
        const auto open = [this] {
            const auto directory = store::DataDirectory::lock(lived()).value();
            const auto store = store::open_sqlite(directory, clock_);
            ASSERT_TRUE(store) << store.error().line();
            EXPECT_EQ((*store)->check().value().schema, store::sqlite::newest_schema());
        };
        cut_short((i + 0.5) / kills, open);
        open();
        ASSERT_FALSE(HasFailure()) << i;
    }
}

}  // namespace
}  // namespace lyhord::tests
