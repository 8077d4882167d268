// The attack tests judge service/disclosure from outside: were it to err, nothing of theirs may err
// with it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

namespace lyhord::attack {
namespace {

namespace fs = std::filesystem;

// What a file of this folder includes, itself and by others of the folder.
void collect(const fs::path& file, std::set<std::string>& included) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const std::string begin = "#include \"";
        if (!line.starts_with(begin)) continue;
        const std::string name = line.substr(begin.size(), line.size() - begin.size() - 1);
        const fs::path next = file.parent_path() / name;
        if (included.insert(name).second && fs::exists(next)) collect(next, included);
    }
}

std::set<std::string> included_by(const std::string& name) {
    std::set<std::string> included;
    collect(fs::path(LYHORD_SOURCE) / "tests/unit/disclosure" / name, included);
    return included;
}

TEST(AttackSources, IncludeNothingOfTheService) {
    for (const char* name : {"attack_rules.h",
                             "attack_streams.h",
                             "attack_town.h",
                             "backup_attack.h",
                             "mutants.h",
                             "random_round.h",
                             "roster_attack.h"}) {
        for (const std::string& included : included_by(name)) {
            EXPECT_EQ(included.find('/'), std::string::npos) << name << " includes " << included;
        }
    }
    EXPECT_TRUE(included_by("mutants.h").contains("attack_round.h")) << "includes are seen";
    EXPECT_TRUE(included_by("attack_services.h").contains("disclosure/settlement.h"))
        << "the only way to the service";
}

}  // namespace
}  // namespace lyhord::attack
