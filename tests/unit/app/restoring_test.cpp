#include "app/restoring.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/commands.h"
#include "service_fixture.h"

namespace lyhord::app {
namespace {

class Restoring : public testing::WithService {
protected:
    Restoring() {
        std::filesystem::create_directory(elsewhere_.path() / "private");
        const Command backup{.name = "backup", .options = {{"FILE", file().string()}}, .input = {}};
        EXPECT_EQ(run_command(*service_, backup).exit_code, 0);
    }
    std::filesystem::path file() const { return elsewhere_.path() / "private" / "x.backup"; }
    Invocation call(std::map<std::string, std::string> options = {}) const {
        options["FILE"] = file().string();
        Invocation call{.command = {.name = "restore", .options = std::move(options), .input = {}},
                        .configuration = ConfigurationFile::load({}).value()};
        call.configuration.set("data", data().string());
        return call;
    }
    std::filesystem::path data() const { return elsewhere_.path() / "data"; }

    tests::TemporaryFolder elsewhere_;
};

// As when root opened it, and then became a user to whom the folder is closed.
TEST_F(Restoring, ReadsWhatWasOpenedEvenIfItsNameCannotBeReachedAnyMore) {
    const Invocation invocation = call();
    const auto files = open_restore_files(invocation.command);
    ASSERT_TRUE(files);
    std::filesystem::rename(file().parent_path(), elsewhere_.path() / "closed");
    const Outcome outcome = restore(invocation, *files);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_TRUE(std::filesystem::exists(data() / "lyhord.db"));
    for (const auto& entry : std::filesystem::directory_iterator(data())) {
        EXPECT_FALSE(entry.path().filename().string().starts_with(".staging"));
    }
}

TEST_F(Restoring, NamesTheFileThatCannotBeRead) {
    std::filesystem::remove(file());
    const auto backup = open_restore_files(call().command);
    ASSERT_FALSE(backup);
    EXPECT_NE(backup.error().line().find(file().string()), std::string::npos);
    std::ofstream(file()).close();
    const auto key = open_restore_files(call({{"recovery-key", "/nowhere/typed"}}).command);
    ASSERT_FALSE(key);
    EXPECT_NE(key.error().line().find("/nowhere/typed"), std::string::npos);
}

}  // namespace
}  // namespace lyhord::app
