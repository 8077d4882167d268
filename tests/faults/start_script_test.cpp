// deploy/start.sh with a program that is built already: makes everything, says where to go, serves.
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <fstream>

#include "faults/program.h"
#include "faults/residents.h"
#include "faults/town.h"

namespace lyhord::tests {
namespace {

class StartScript : public testing::Test {
protected:
    ProgramCall call(const std::vector<std::string>& options) const {
        ProgramCall call{.words = {"bash", LYHORD_SOURCE "/deploy/start.sh"},
                         .environment = {{"LYHORD_BINARY", LYHORD_PROGRAM}}};
        call.words.insert(call.words.end(), options.begin(), options.end());
        return call;
    }
    std::vector<std::string> usual() const {
        return {"--port", "0", "--address", "127.0.0.1", "--data", data().string()};
    }
    std::filesystem::path data() const { return folder_.path() / "ny katalog"; }
    std::filesystem::path errors() const { return folder_.path() / "errors"; }

    // A program of this schema. While the file `no-backup` is there its backups fail, and it must
    // not serve.
    std::filesystem::path program_of(const std::string& schema) {
        const std::filesystem::path program = folder_.path() / ("schema-" + schema);
        std::ofstream(program) << "#!/bin/sh\ncase \"$*\" in\n"
                               << "version) echo lyhord, schema " << schema << "; exit ;;\n"
                               << "*' backup') [ ! -e " << no_backup() << " ] || exit 1 ;;\n"
                               << "*' serve '*) [ ! -e " << no_backup() << " ] || exit 1 ;;\n"
                               << "esac\nexec \"" LYHORD_PROGRAM "\" \"$@\"\n";
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        return program;
    }
    std::filesystem::path no_backup() const { return folder_.path() / "no-backup"; }
    int backups() const {
        int count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(data() / "backups")) {
            count += entry.is_regular_file() ? 1 : 0;
        }
        return count;
    }

    static int port_in(const std::string& said) {
        int port = 0;
        const std::size_t colon = said.rfind(':');
        std::from_chars(said.data() + colon + 1, said.data() + said.size(), port);
        return port;
    }

    // How many set-up links were shown.
    static int links_in(const std::string& said) {
        constexpr std::string_view link = "/staff/setup/";
        int links = 0;
        for (std::size_t at = said.find(link); at != said.npos; at = said.find(link, at + 1)) {
            ++links;
        }
        return links;
    }

    TemporaryFolder folder_;
};

TEST_F(StartScript, MakesEverythingAndServesTheDemonstration) {
    RunningProgram script(call(usual()), errors().string());
    const std::string said = script.read_until("listening on https://");
    for (const char* words : {"Residents:", "Staff:", "administrator (admin):", "/staff/setup/"}) {
        EXPECT_NE(said.find(words), std::string::npos) << words << " in " << said;
    }
    const HttpReply page = Client(port_in(said)).get("/d/trygghet-harnosand");
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("Härnösand"), std::string::npos);
    EXPECT_EQ(script.stop(), 0) << file_bytes(errors());

    for (const auto& entry : std::filesystem::recursive_directory_iterator(data())) {
        const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
        EXPECT_EQ(entry.status().permissions() & others & ~std::filesystem::perms::group_exec &
                      ~std::filesystem::perms::others_exec &
                      (std::filesystem::perms::group_write | std::filesystem::perms::others_write),
                  std::filesystem::perms::none)
            << entry.path();
    }
    const auto key = std::filesystem::status(data() / "certificate" / "key.pem").permissions();
    EXPECT_EQ(key & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
              std::filesystem::perms::none);
}

TEST_F(StartScript, ASecondStartOnlyStarts) {
    {
        RunningProgram first(call(usual()), errors().string());
        first.read_until("listening on https://");
        EXPECT_EQ(first.stop(), 0);
    }
    const std::string certificate = file_bytes(data() / "certificate" / "cert.pem");
    RunningProgram second(call(usual()), errors().string());
    const std::string said = second.read_until("listening on https://");
    EXPECT_EQ(said.find("/staff/setup/"), std::string::npos) << said;
    EXPECT_EQ(Client(port_in(said)).get("/d/trygghet-harnosand").status, 200);
    EXPECT_EQ(second.stop(), 0);
    EXPECT_EQ(file_bytes(data() / "certificate" / "cert.pem"), certificate);
}

// Each step in turn is done, and then the script is stopped before it learns of it.
TEST_F(StartScript, FinishesWhatWasInterrupted) {
    for (const std::string step : {"keys recovery",
                                   "dialogue import",
                                   "dialogue open",
                                   "staff add admin",
                                   "staff add samordnare"}) {
        const std::filesystem::path stopping = folder_.path() / "stopping";
        std::ofstream(stopping) << "#!/bin/sh\n\"" LYHORD_PROGRAM "\" \"$@\" || exit\n"
                                << "case \"$*\" in *\"" << step << "\"*) exit 1 ;; esac\n";
        std::filesystem::permissions(stopping, std::filesystem::perms::owner_all);
        ProgramCall interrupted = call(usual());
        interrupted.environment["LYHORD_BINARY"] = stopping.string();
        EXPECT_NE(run_program(interrupted).exit_code, 0) << step;

        RunningProgram script(call(usual()), errors().string());
        const std::string said = script.read_until("listening on https://");
        EXPECT_EQ(links_in(said), 2) << step << " in " << said;
        EXPECT_EQ(Client(port_in(said)).get("/d/trygghet-harnosand").status, 200) << step;
        EXPECT_EQ(script.stop(), 0) << file_bytes(errors());
        EXPECT_FALSE(std::filesystem::exists(data() / "set-up.unfinished")) << step;
        std::filesystem::remove_all(data());
    }
}

TEST_F(StartScript, StartsNoProgramOfAnotherSchemaBeforeTheLastOneHasMadeABackup) {
    ProgramCall start = call(usual());
    const auto serve_with = [&](const std::string& schema) {
        start.environment["LYHORD_BINARY"] = program_of(schema).string();
        RunningProgram script(start, errors().string());
        script.read_until("listening on https://");
        EXPECT_EQ(script.stop(), 0) << file_bytes(errors());
    };
    serve_with("1");
    serve_with("1");
    EXPECT_EQ(backups(), 0);
    std::ofstream(no_backup()).close();
    start.environment["LYHORD_BINARY"] = program_of("2").string();
    for (int tries = 0; tries < 2; ++tries) {
        const ProgramEnd end = run_program(start);
        EXPECT_NE(end.exit_code, 0) << tries;
        EXPECT_NE(end.errors.find("the backup before the update failed"), std::string::npos)
            << end.errors;
    }
    std::filesystem::remove(no_backup());
    serve_with("2");
    EXPECT_EQ(backups(), 1);
    EXPECT_EQ(file_bytes(data() / "served-by"), file_bytes(program_of("2")));
    serve_with("2");
    EXPECT_EQ(backups(), 1);
    // Back to the older one, whose backup was restored: the newer one does not touch it.
    serve_with("1");
    EXPECT_EQ(backups(), 1);
    EXPECT_EQ(file_bytes(data() / "served-by"), file_bytes(program_of("1")));
}

TEST_F(StartScript, LeavesADatabaseThatItDidNotMakeAsItIs) {
    ASSERT_EQ(run_program({.words = {LYHORD_PROGRAM, "--data", data().string(), "staff", "list"},
                           .environment = {}})
                  .exit_code,
              0);
    RunningProgram script(call(usual()), errors().string());
    const std::string said = script.read_until("listening on https://");
    EXPECT_EQ(links_in(said), 0) << said;
    EXPECT_EQ(Client(port_in(said)).get("/d/trygghet-harnosand").status, 404);
    EXPECT_EQ(script.stop(), 0);
}

TEST_F(StartScript, BeginsNothingBesideALostDatabase) {
    {
        RunningProgram script(call(usual()), errors().string());
        script.read_until("listening on https://");
        EXPECT_EQ(script.stop(), 0);
    }
    for (const char* aside : {"elsewhere", "lyhord.db.before-restore"}) {
        std::filesystem::rename(data() / "lyhord.db", data() / aside);
        const ProgramEnd end = run_program(call(usual()));
        EXPECT_NE(end.exit_code, 0) << aside;
        EXPECT_NE(end.errors.find("restore"), std::string::npos) << end.errors;
        EXPECT_EQ(links_in(end.output), 0) << end.output;
        EXPECT_FALSE(std::filesystem::exists(data() / "set-up.unfinished")) << aside;
        EXPECT_FALSE(std::filesystem::exists(data() / "lyhord.db")) << aside;
        std::filesystem::rename(data() / aside, data() / "lyhord.db");
    }
}

TEST_F(StartScript, MayStartEmpty) {
    std::vector<std::string> options = usual();
    options.emplace_back("--no-demonstration");
    RunningProgram script(call(options), errors().string());
    const std::string said = script.read_until("listening on https://");
    EXPECT_EQ(Client(port_in(said)).get("/d/trygghet-harnosand").status, 404);
    EXPECT_EQ(script.stop(), 0);
}

TEST_F(StartScript, RefusesWhatItCannotUse) {
    const std::vector<std::vector<std::string>> wrong{
        {"--port", "http"},
        {"--certificate", "cert.pem", "--data", data().string()},
        {"--certificate", "none.pem", "--private-key", "none.pem", "--data", data().string()},
        {"--colour", "blue"}};
    for (const std::vector<std::string>& options : wrong) {
        const ProgramEnd end = run_program(call(options));
        EXPECT_NE(end.exit_code, 0) << options.front();
        EXPECT_NE(end.errors, "") << options.front();
    }
}

}  // namespace
}  // namespace lyhord::tests
