#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "base/limits.h"
#include "store/backup_file.h"
#include "store/keys/key_files.h"
#include "store/sqlite/schema.h"
#include "store/sqlite_store.h"
#include "unit/store/fixture.h"

namespace lyhord::store {
namespace {

using base::Fault;

// Somebody who writes past the store.
void tamper(const std::filesystem::path& path, const std::string& sql) {
    sqlite3* connection = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &connection), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(connection);
    sqlite3_close(connection);
}

class Tallies : public StoreTest {};

class Check : public StoreTest {
protected:
    void fill() {
        round_ = open_round();
        expect_stored(a_submission(round_));
        expect_stored(a_submission(round_));
        close_epoch(round_, 1);
        TickCommit commit = a_tick(round_, 1);
        commit.batches.push_back({.question = 1, .batch = 1, .base = 2, .recoded = {}});
        commit.counters.push_back({.question = 1, .count = 2});
        commit.comments.push_back(a_comment(round_, a_digest()));
        commit.waiting.push_back({.question = 2, .sealed = sealed(round_, 2)});
        commit.round_after.batch = 1;
        ASSERT_TRUE(store_->commit_tick(commit));
        expect_stored(a_submission(round_, 2));
        expect_stored(a_submission(round_, 2));
        append_audit("login");
        append_audit("logout");
        domain::Round settled = a_round("bron");
        settled.state = domain::RoundState::settled;
        ASSERT_TRUE(store_->add_round(settled));
        AuditRow entry;
        entry.who = "anna";
        const PublicationRow published{.round = settled.id,
                                       .edition = 1,
                                       .day = base::Day(22'000),
                                       .who = "anna",
                                       .tables = "{}"};
        ASSERT_TRUE(store_->publish(published, entry));
        expect_sound();
    }
    CheckReport after(const std::string& sql) {
        close();
        tamper(database(), sql);
        open();
        return store_->check().value();
    }
    domain::Round round_;
};

class Tampered : public Check, public ::testing::WithParamInterface<const char*> {};

TEST_P(Tampered, RowIsFound) {
    fill();
    const CheckReport report = after(GetParam());
    EXPECT_TRUE(report.integrity);
    EXPECT_FALSE(report.tallies);
    EXPECT_EQ(report.problems.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    Any,
    Tampered,
    ::testing::Values("DELETE FROM pending WHERE id = (SELECT MIN(id) FROM pending)",
                      "UPDATE pending SET sealed = zeroblob(length(sealed))",
                      "DELETE FROM replays WHERE id = (SELECT MIN(id) FROM replays)",
                      "DELETE FROM waiting",
                      "UPDATE waiting SET question = 9",
                      "UPDATE counters SET total = 3",
                      "UPDATE batches SET base = 3",
                      "UPDATE comments SET area = 'hamnen'",
                      "UPDATE publications SET tables = '[]'",
                      "DELETE FROM publications",
                      "UPDATE tallies SET mark_sum = mark_sum + 1 WHERE name = 'pending'"));

TEST_F(Check, FindsABrokenAuditChain) {
    fill();
    const CheckReport report = after("UPDATE audit SET who = 'omar' WHERE sequence = 1");
    EXPECT_FALSE(report.audit_chain);
    EXPECT_EQ(report.problems, std::vector<std::string>{"audit log: the chain breaks at entry 1"});
}

TEST_F(Check, FindsAnAuditLogThatWasCut) {
    fill();
    const CheckReport report = after("DELETE FROM audit WHERE sequence = 3");
    EXPECT_TRUE(report.audit_chain);
    EXPECT_FALSE(report.tallies);
}

TEST_F(Check, TellsTheSchemaAndNoContent) {
    fill();
    const CheckReport report = store_->check().value();
    EXPECT_EQ(report.schema, sqlite::newest_schema());
    EXPECT_TRUE(report.problems.empty());
}

TEST_F(Check, GoesOnWhileAnswersArrive) {
    const domain::Round round = open_round();
    std::jthread sender([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            expect_stored(a_submission(round));
        }
    });
    for (int i = 0; i < 10; ++i) {
        expect_sound();
    }
}

TEST_F(Tallies, CountEveryAnswerOfTheirMoment) {
    const domain::Round round = open_round();
    std::vector<std::jthread> senders;
    for (int i = 0; i < 3; ++i) {
        senders.emplace_back([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                expect_stored(a_submission(round));
            }
        });
    }
    for (int i = 0; i < 40; ++i) {
        const RoundTally tally = store_->tallies().value().front();
        ASSERT_EQ(tally.acknowledged, tally.pending);
    }
}

class Log : public StoreTest {};

TEST_F(Log, IsEmptiedWhenAMinuteHasPassed) {
    const domain::Round round = open_round();
    expect_stored(a_submission(round));
    EXPECT_GT(std::filesystem::file_size(log()), 0U);
    // The writer may wake by itself between the two lines and empty the log before the answer: then
    // the next minute does it.
    for (int minute = 0; minute < 5 && std::filesystem::file_size(log()) > 0; ++minute) {
        clock_.advance(base::limits::checkpoint_seconds_max);
        expect_stored(a_submission(round));
        // The checkpoint follows the group, and this job follows the checkpoint.
        ASSERT_TRUE(
            store_->writer().alone([](sqlite::Connection&) { return base::Result<void>{}; }));
    }
    EXPECT_EQ(std::filesystem::file_size(log()), 0U);
}

TEST_F(Log, IsGoneAfterTheStoreIsClosed) {
    const domain::Round round = open_round();
    expect_stored(a_submission(round));
    EXPECT_EQ(pending_of(round, 1).size(), 1U);
    close();
    EXPECT_FALSE(std::filesystem::exists(log()));
    open();
    EXPECT_EQ(pending_of(round, 1).size(), 1U);
}

// No file can grow beyond so many bytes while it lives.
class NoRoom {
public:
    explicit NoRoom(rlim_t bytes) {
        getrlimit(RLIMIT_FSIZE, &before_);
        signal_before_ = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit little{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &little);
    }
    ~NoRoom() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, signal_before_);
    }
    NoRoom(const NoRoom&) = delete;
    NoRoom& operator=(const NoRoom&) = delete;

private:
    rlimit before_{};
    void (*signal_before_)(int) = nullptr;
};

class Rewrite : public StoreTest {
protected:
    void ask() {
        ASSERT_TRUE(store_->writer().alone(
            [](sqlite::Connection& connection) { return sqlite::ask_for_rewrite(connection); }));
    }
    bool is_due() {
        bool due = false;
        EXPECT_TRUE(store_->writer().alone([&due](sqlite::Connection& connection) {
            due = sqlite::rewrite_is_due(connection).value();
            return base::Result<void>{};
        }));
        return due;
    }
};

TEST_F(Rewrite, WithoutRoomDoesNotKeepTheServiceFromStarting) {
    const domain::Round round = open_round();
    ask();
    close();
    {
        const NoRoom full(64 * 1024);  // too little for a copy of any database
        open();
        EXPECT_TRUE(is_due());
        expect_stored(a_submission(round));
    }
    reopen();
    EXPECT_FALSE(is_due());
    EXPECT_EQ(pending_of(round, 1).size(), 1U);
}

TEST_F(Rewrite, WithoutRoomIsTriedAgainAfterAPause) {
    open_round();
    ask();
    empty_log();
    {
        // A copy of the database in the log is larger than the database.
        const NoRoom full(std::filesystem::file_size(database()));
        clock_.advance(base::limits::checkpoint_seconds_max);
        ask();
        EXPECT_TRUE(is_due());
    }
    clock_.advance(base::limits::rewrite_retry_seconds_min - 1);
    ask();
    EXPECT_TRUE(is_due()) << "not before the pause is over";
    clock_.advance(base::limits::checkpoint_seconds_max);
    is_due();
    EXPECT_FALSE(is_due());
    expect_sound();
}

class Start : public StoreTest {
protected:
    base::Error error_at_start() {
        const auto opened = sqlite::SqliteStore::open(database(), clock_);
        EXPECT_FALSE(opened);
        return opened ? base::Error(Fault::internal, "it opened") : opened.error();
    }
    void write_database(const std::string& bytes) {
        std::ofstream(database(), std::ios::binary | std::ios::trunc) << bytes;
    }
};

TEST_F(Start, RefusesAnEmptyDatabaseAndLeavesIt) {
    close();
    write_database("");
    const base::Error error = error_at_start();
    EXPECT_EQ(error.fault(), Fault::corrupt);
    EXPECT_NE(error.line().find(database().string()), std::string::npos);
    EXPECT_EQ(std::filesystem::file_size(database()), 0U);
}

TEST_F(Start, RefusesWhatIsNoDatabaseAndLeavesIt) {
    close();
    const std::string bytes(5000, 'n');
    write_database(bytes);
    EXPECT_EQ(error_at_start().fault(), Fault::corrupt);
    EXPECT_EQ(file_bytes(database()), bytes);
}

TEST_F(Start, KeepsTheBallastWhereRoomHelpsNobody) {
    close();
    tamper(database(), "PRAGMA user_version = 99");
    const auto directory = DataDirectory::lock(folder_.path());
    std::ofstream(directory->ballast()) << "room";
    const auto opened = open_sqlite(*directory, clock_);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().fault(), Fault::newer);
    EXPECT_TRUE(std::filesystem::exists(directory->ballast()));
}

TEST_F(Start, RefusesAnotherProgramsDatabaseAndLeavesIt) {
    close();
    std::filesystem::remove(database());
    tamper(database(), "CREATE TABLE t (x)");
    const std::string bytes = file_bytes(database());
    EXPECT_EQ(error_at_start().fault(), Fault::corrupt);
    EXPECT_EQ(file_bytes(database()), bytes);
}

TEST_F(Start, RefusesADamagedPage) {
    const domain::Round round = open_round();
    for (int i = 0; i < 40; ++i) {
        expect_stored(a_submission(round));
    }
    close();
    std::string bytes = file_bytes(database());
    std::fill(bytes.begin() + 4 * 8192, bytes.end(), '\x5a');
    write_database(bytes);
    EXPECT_EQ(error_at_start().fault(), Fault::corrupt);
    EXPECT_EQ(file_bytes(database()), bytes);
}

TEST_F(Start, RefusesATruncatedDatabase) {
    close();
    const std::string bytes = file_bytes(database());
    write_database(bytes.substr(0, 5 * 8192));
    EXPECT_EQ(error_at_start().fault(), Fault::corrupt);
}

TEST_F(Start, RefusesANewerSchemaAndLeavesIt) {
    close();
    tamper(database(), "PRAGMA user_version = 999");
    const std::string bytes = file_bytes(database());
    EXPECT_EQ(error_at_start().fault(), Fault::newer);
    EXPECT_EQ(file_bytes(database()), bytes);
}

TEST_F(Start, RefusesALogWithoutItsDatabase) {
    open_round();
    std::filesystem::copy_file(log(), folder_.path() / "kept");
    close();
    std::filesystem::remove(database());
    std::filesystem::rename(folder_.path() / "kept", log());
    EXPECT_EQ(error_at_start().fault(), Fault::corrupt);
    EXPECT_FALSE(std::filesystem::exists(database()));
}

TEST_F(Start, MakesNoDatabaseBesideTheKeysOfOneThatIsGone) {
    const TemporaryFolder folder;
    const auto directory = DataDirectory::lock(folder.path() / "data");
    KeyFiles keys(directory->keys());
    const EpochKeyName name{.round = random_.id(), .number = 3};
    const auto key = keys.create_epoch_key(name);
    ASSERT_TRUE(key);
    const auto refused = open_sqlite(*directory, clock_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault(), Fault::corrupt);
    EXPECT_NE(refused.error().line().find("lyhord.db"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(directory->database()));
    EXPECT_EQ(keys.epoch_key(name).value().public_key, *key);
    ASSERT_TRUE(keys.destroy_epoch_key(name));
    EXPECT_TRUE(open_sqlite(*directory, clock_));
}

TEST_F(Start, TakesOverFromACrashedFirstStart) {
    close();
    std::filesystem::rename(database(), folder_.path() / "lyhord.db.new");
    open();
    EXPECT_TRUE(store_->rounds().value().empty());
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "lyhord.db.new"));
}

TEST_F(Start, RecoversTheLogOfAKilledProcess) {
    const domain::Round round = open_round();
    expect_stored(a_submission(round));
    const TemporaryFolder crashed;
    std::filesystem::copy(folder_.path(), crashed.path() / "data");
    close();
    std::filesystem::remove(database());
    for (const char* name : {"lyhord.db", "lyhord.db-wal"}) {
        std::filesystem::copy_file(crashed.path() / "data" / name, folder_.path() / name);
    }
    open();
    EXPECT_EQ(pending_of(round, 1).size(), 1U);
    EXPECT_EQ(std::filesystem::file_size(log()), 0U);
    expect_sound();
}

TEST_F(Start, MakesFilesThatOnlyTheServiceReads) {
    expect_stored(a_submission(open_round()));
    for (const auto& file : {database(), log()}) {
        struct stat status{};
        ASSERT_EQ(stat(file.c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 0777U, 0600U) << file;
    }
}

TEST_F(Start, OpensTheDatabaseOfADataDirectory) {
    const TemporaryFolder folder;
    const auto directory = DataDirectory::lock(folder.path() / "data");
    ASSERT_TRUE(directory);
    const auto store = open_sqlite(*directory, clock_);
    ASSERT_TRUE(store);
    EXPECT_TRUE((*store)->put_document("areas", "{}"));
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "data" / "lyhord.db"));
}

}  // namespace
}  // namespace lyhord::store
