#include "app/command_line.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temporary_store.h"

namespace lyhord::app {
namespace {

std::variant<Invocation, Outcome> parse(std::vector<const char*> words) {
    words.insert(words.begin(), "lyhord");
    return CommandLine::parse(static_cast<int>(words.size()), words.data());
}

Invocation call(const std::vector<const char*>& words) {
    const auto parsed = parse(words);
    const Outcome* const refused = std::get_if<Outcome>(&parsed);
    EXPECT_EQ(refused, nullptr) << (refused != nullptr ? refused->errors : std::string());
    return refused == nullptr ? std::get<Invocation>(parsed) : Invocation();
}

TEST(CommandLine, TakesTheDataDirectoryBeforeAndAfterTheCommand) {
    for (const std::vector<const char*>& words :
         {std::vector{"--data", "/srv/svar", "staff", "list"},
          std::vector{"staff", "--data", "/srv/svar", "list"},
          std::vector{"staff", "list", "--data", "/srv/svar"}}) {
        const Invocation invocation = call(words);
        EXPECT_EQ(invocation.command.name, "staff list");
        EXPECT_EQ(invocation.configuration.data(), "/srv/svar");
    }
}

TEST(CommandLine, TakesTheConfigurationBeforeAndAfterTheCommand) {
    const tests::TemporaryFolder folder;
    const std::string file = folder.path() / "lyhord.toml";
    std::ofstream(file) << "backup_keep_days = 5\n";
    for (const std::vector<const char*>& words :
         {std::vector{"--config", file.c_str(), "backup", "/srv/kopia"},
          std::vector{"backup", "--config", file.c_str(), "/srv/kopia"},
          std::vector{"backup", "/srv/kopia", "--config", file.c_str()}}) {
        const Invocation invocation = call(words);
        EXPECT_EQ(invocation.command.option("FILE"), "/srv/kopia");
        EXPECT_EQ(invocation.configuration.number("backup_keep_days"), 5);
    }
}

TEST(CommandLine, TakesSeveralListsOfNames) {
    const Invocation invocation = call({"names",
                                        "import",
                                        "--given",
                                        "kvinnor.csv",
                                        "män.csv",
                                        "--surnames",
                                        "efternamn.csv",
                                        "--data",
                                        "/srv/svar"});
    EXPECT_EQ(invocation.command.name, "names import");
    EXPECT_EQ(invocation.command.option("given"), "kvinnor.csv\nmän.csv\n");
    EXPECT_EQ(invocation.command.option("surnames"), "efternamn.csv\n");
    EXPECT_EQ(invocation.configuration.data(), "/srv/svar");
}

TEST(CommandLine, SaysWhichNumberIsOutsideOfWhichRange) {
    const tests::TemporaryFolder folder;
    const std::string file = folder.path() / "lyhord.toml";
    for (const auto& [setting, range] : {std::pair{"answers_per_address = -1", "0 to 1000000"},
                                         std::pair{"answers_window_minutes = 0", "1 to 1440"},
                                         std::pair{"answers_window_minutes = 1441", "1 to 1440"},
                                         std::pair{"challenge_bits = 21", "1 to 20"},
                                         std::pair{"challenge_wait_seconds = \"x\"", "1 to 300"},
                                         std::pair{"connections = 1000001", "0 to 1000000"},
                                         std::pair{"backup_keep_days = 0", "1 to 3650"}}) {
        std::ofstream(file) << setting << "\n";
        const auto parsed = parse({"--config", file.c_str(), "serve"});
        const Outcome* const refused = std::get_if<Outcome>(&parsed);
        ASSERT_NE(refused, nullptr) << setting;
        EXPECT_NE(refused->errors.find(range), std::string::npos) << refused->errors;
        const std::string name(setting, std::string_view(setting).find(' '));
        EXPECT_NE(refused->errors.find(name), std::string::npos) << refused->errors;
    }
}

TEST(CommandLine, RefusesWhatIsNoCommand) {
    for (const std::vector<const char*>& words : {std::vector{"staff"},
                                                  std::vector{"staff", "hire"},
                                                  std::vector{"staff", "list", "check"},
                                                  std::vector{"backup", "one", "two"},
                                                  std::vector{"list"},
                                                  std::vector{"serve", "--batch", "5"}}) {
        const auto parsed = parse(words);
        const Outcome* const refused = std::get_if<Outcome>(&parsed);
        ASSERT_NE(refused, nullptr) << words.back();
        EXPECT_EQ(refused->exit_code, 2);
        EXPECT_TRUE(refused->errors.starts_with("lyhord: ")) << refused->errors;
    }
}

TEST(CommandLine, ReadsTheBatchOfASimulationWhole) {
    Command command{
        .name = "release simulate", .options = {{"question", "q"}, {"batch", "7"}}, .input = {}};
    EXPECT_EQ(CommandLine::simulate_options(command)->batch_size_min, 7);
    for (const char* const batch : {"", "7x", "99999999999", "99999999999999999999"}) {
        command.options["batch"] = batch;
        EXPECT_FALSE(CommandLine::simulate_options(command)) << batch;
    }
}

}  // namespace
}  // namespace lyhord::app
