// What can go wrong at a start is told in one clear line, and a running service is reached by
// commands.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>

#include "faults/residents.h"
#include "faults/town.h"

namespace lyhord::tests {
namespace {

void expect_one_clear_line(const ProgramEnd& end, std::string_view about) {
    EXPECT_NE(end.exit_code, 0);
    EXPECT_NE(end.exit_code, -1) << "a signal ended it";
    EXPECT_TRUE(end.errors.starts_with("lyhord: ")) << end.errors;
    EXPECT_EQ(std::ranges::count(end.errors, '\n'), 1) << end.errors;
    EXPECT_NE(end.errors.find(about), std::string::npos) << end.errors;
    EXPECT_EQ(end.output, "");
}

void execute(const std::filesystem::path& database, const char* sql) {
    sqlite3* connection = nullptr;
    ASSERT_EQ(sqlite3_open(database.c_str(), &connection), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(connection);
}

class Start : public testing::Test {
protected:
    ProgramEnd serve(const std::string& address = "127.0.0.1:0") {
        return town_.command(town_.serve_words(address));
    }
    std::filesystem::path database() const { return town_.data() / "lyhord.db"; }

    Town town_;
};

TEST_F(Start, ServesWithinAnEmptyDirectory) {
    town_.start();
    EXPECT_EQ(Client(town_.port()).get("/healthz").status, 200);
    EXPECT_EQ(Client(town_.port()).get("/readyz").status, 200);
    EXPECT_EQ(Client(town_.port()).get("/").status, 200);
    town_.stop();
}

TEST_F(Start, ASecondStartServesTheSameDialogue) {
    town_.open_demo();
    for (int i = 0; i < 2; ++i) {
        town_.start();
        EXPECT_EQ(Client(town_.port()).get("/d/trygghet-harnosand").status, 200);
        town_.stop();
    }
}

TEST_F(Start, APortInUseIsNamed) {
    town_.start();
    Town other;
    const std::string address = "127.0.0.1:" + std::to_string(town_.port());
    expect_one_clear_line(other.command(other.serve_words(address)), std::to_string(town_.port()));
    EXPECT_EQ(Client(town_.port()).get("/healthz").status, 200) << "the first goes on";
}

TEST_F(Start, AnAddressOfAnotherMachineIsRefused) {
    expect_one_clear_line(serve("192.0.2.1:8443"), "8443");
}

TEST_F(Start, ACertificateThatIsNotThereIsRefused) {
    std::filesystem::remove(town_.data() / "certificate" / "cert.pem");
    expect_one_clear_line(serve(), "certificate");
}

TEST_F(Start, AKeyOfAnotherCertificateIsRefused) {
    const Town other;
    std::filesystem::copy_file(other.data() / "certificate" / "key.pem",
                               town_.data() / "certificate" / "key.pem",
                               std::filesystem::copy_options::overwrite_existing);
    expect_one_clear_line(serve(), "certificate");
}

TEST_F(Start, ANewerSchemaIsLeftAlone) {
    town_.open_demo();
    execute(database(), "PRAGMA user_version = 4711");
    const std::string before = file_bytes(database());
    expect_one_clear_line(serve(), "newer");
    EXPECT_EQ(file_bytes(database()), before);
}

TEST_F(Start, AnEmptyDatabaseIsNotTakenForANewOne) {
    town_.open_demo();
    std::filesystem::resize_file(database(), 0);
    expect_one_clear_line(serve(), "lyhord.db");
    EXPECT_EQ(std::filesystem::file_size(database()), 0U);
}

TEST_F(Start, ADamagedBeginningIsTold) {
    town_.open_demo();
    std::fstream file(database(), std::ios::in | std::ios::out | std::ios::binary);
    file << std::string(4096, 'x');
    file.close();
    expect_one_clear_line(serve(), "lyhord.db");
}

TEST_F(Start, DamageInTheMiddleIsTold) {
    town_.open_demo();
    const auto size = std::filesystem::file_size(database());
    std::fstream file(database(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(size / 2));
    file << std::string(20'000, 'x');
    file.close();
    expect_one_clear_line(serve(), "damaged");
}

TEST_F(Start, AnotherProgramsDatabaseIsRefused) {
    execute(database(), "CREATE TABLE recipes (name TEXT)");
    expect_one_clear_line(serve(), "lyhord.db");
}

TEST_F(Start, ASecondServiceOnOneDirectoryIsRefused) {
    town_.start();
    expect_one_clear_line(serve(), "another process");
    EXPECT_EQ(Client(town_.port()).get("/healthz").status, 200) << "the first goes on";
}

TEST_F(Start, CommandsReachTheRunningService) {
    town_.open_demo();
    town_.start();
    const std::string list = town_.must({"dialogue", "list"});
    EXPECT_NE(list.find("trygghet-harnosand  round 1  open"), std::string::npos) << list;
    town_.must({"dialogue", "close", "trygghet-harnosand"});
    EXPECT_EQ(Client(town_.port()).get("/api/v1/dialogues/trygghet-harnosand").status, 410);
    const ProgramEnd again = town_.command({"dialogue", "close", "trygghet-harnosand"});
    expect_one_clear_line(again, "not open");
    EXPECT_EQ(again.exit_code, 1);
    town_.stop();
}

// As under the shipped unit, whose service may write in its data directory only.
TEST_F(Start, ABackupIsCopiedToAFileByWhoAsksForIt) {
    const std::filesystem::path elsewhere = town_.folder() / "elsewhere";
    const std::filesystem::path file = elsewhere / "x.backup";
    std::filesystem::create_directory(elsewhere);
    std::ofstream(elsewhere.string() + ".now").close();
    town_.open_demo();
    town_.set("LYHORD_TEST_READ_ONLY", elsewhere.string());
    town_.preload(LYHORD_READ_ONLY_DISK);
    town_.start();
    town_.preload("");
    for (const std::string state : {"running", "stopped"}) {
        const std::string said = town_.must({"backup", file.string()});
        EXPECT_NE(said.find("written and verified: " + file.string() + " ("), std::string::npos)
            << state << said;
        EXPECT_EQ(std::filesystem::status(file).permissions(),
                  std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        expect_one_clear_line(town_.command({"backup", file.string()}), "exists already");
        EXPECT_TRUE(std::filesystem::is_empty(town_.data() / "backups")) << state;
        Town other;
        other.must({"restore", file.string()});
        EXPECT_NE(other.must({"check"}).find("no problems found"), std::string::npos);
        std::filesystem::remove(file);
        EXPECT_TRUE(std::filesystem::is_empty(elsewhere)) << state;
        if (state == "running") {
            town_.stop();
        }
    }
    std::filesystem::resize_file(database(), 0);
    expect_one_clear_line(town_.command({"backup", file.string()}), "lyhord.db");
    EXPECT_TRUE(std::filesystem::is_empty(elsewhere)) << "nothing stays of one that failed";
    const ProgramEnd unheard = run_program({.words = {"env",
                                                      "--ignore-signal=CHLD",
                                                      LYHORD_PROGRAM,
                                                      "--data",
                                                      town_.data().string(),
                                                      "backup",
                                                      file.string()},
                                            .environment = {}});
    EXPECT_NE(unheard.exit_code, 0) << "nobody told how the backup ended";
    EXPECT_TRUE(std::filesystem::is_empty(elsewhere));
}

TEST_F(Start, AKilledServiceStartsAgain) {
    town_.open_demo();
    town_.start();
    AnswerMaker maker(3);
    const Answer answer = maker.make({.place = "torget", .suggestion = ""});
    const std::string receipt = receipt_in(Client(town_.port()).submit(answer));
    EXPECT_EQ(receipt.size(), 16U);
    town_.kill();
    town_.start();
    EXPECT_EQ(receipt_in(Client(town_.port()).submit(answer)), receipt);
    EXPECT_EQ(town_.command({"check"}).exit_code, 0);
    town_.stop();
}

TEST_F(Start, SigtermEndsItWithSuccess) {
    town_.start();
    ASSERT_EQ(Client(town_.port()).get("/healthz").status, 200);
    town_.stop();
    EXPECT_FALSE(std::filesystem::exists(town_.data() / "control.sock"));
}

}  // namespace
}  // namespace lyhord::tests
