#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

#include "app/commands.h"
#include "app/configuration.h"
#include "support/temporary_store.h"

namespace lyhord::app {
namespace {

std::string source(const std::string& path) {
    std::ifstream in(std::string(LYHORD_SOURCE) + "/" + path);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The settings as they are when every example is taken at its word.
std::string with_examples(const std::string& settings) {
    return std::regex_replace(settings, std::regex("(^|\n)#([a-z_]+ = )"), "$1$2");
}

TEST(PackageFiles, ShowEverySettingWithAValueThatIsTaken) {
    const tests::TemporaryFolder folder;
    const std::string file = folder.path() / "lyhord.toml";
    std::ofstream(file) << with_examples(source("deploy/package/lyhord.toml"));
    const auto configuration = ConfigurationFile::load(file);
    ASSERT_TRUE(configuration) << configuration.error().line();
    EXPECT_TRUE(ConfigurationFile::validate(*configuration));
    for (const Setting& setting : Configuration::settings()) {
        // For developers; and the units and the package's scripts know one data directory.
        const bool is_not_to_be_set = setting.name == "static_dir" || setting.name == "data";
        EXPECT_EQ(configuration->source(setting.name), is_not_to_be_set ? "default" : "file")
            << setting.name;
    }
}

TEST(PackageFiles, ExplainEveryCommandInTheManual) {
    const std::string manual = source("deploy/package/lyhord.1");
    for (const auto& family :
         {dialogue_commands(), staff_commands(), operations_commands(), report_commands()}) {
        for (const CommandEntry& command : family) {
            EXPECT_NE(manual.find(command.name), std::string::npos) << command.name;
        }
    }
}

}  // namespace
}  // namespace lyhord::app
