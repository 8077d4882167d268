// The rules, applied to the project itself.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <string>

#include "dependency_table.h"
#include "rules.h"

namespace lyhord::style {
namespace {

const SourceTree& project() {
    static const SourceTree tree(LYHORD_SOURCE);
    return tree;
}

std::string list_of(const FolderRule& rule) {
    std::string list;
    for (const std::string_view folder : rule.may_include) {
        list += list.empty() ? "" : ", ";
        list += folder;
    }
    return list.empty() ? "nothing" : list;
}

TEST(Tree, KeepsEveryRule) {
    std::string report;
    for (const Finding& finding : judge(project())) {
        report += to_line(finding) + "\n";
    }
    EXPECT_EQ(report, "");
}

TEST(Tree, HoldsTheFilesThatItShould) {
    EXPECT_NE(project().find("service/base/result.h"), nullptr);
    EXPECT_NE(project().find("tests/style/judge.cpp"), nullptr);
    EXPECT_EQ(project().find("tests/style/fixture/broken/service/domain/reaches_up.h"), nullptr);
}

TEST(DependencyTable, NamesOnlyFoldersAboveIt) {
    std::set<std::string_view> known;
    for (const FolderRule& rule : folder_rules()) {
        for (const std::string_view folder : rule.may_include) {
            EXPECT_TRUE(known.contains(folder)) << rule.folder << " -> " << folder;
        }
        known.insert(rule.folder);
    }
}

TEST(DependencyTable, IsTheOneThatTheReadmeShows) {
    const SourceFile* readme = project().find("service/README.md");
    ASSERT_NE(readme, nullptr);
    for (const FolderRule& rule : folder_rules()) {
        const std::string row = fmt::format("| {} | {} |", rule.folder, list_of(rule));
        EXPECT_THAT(readme->lines, testing::Contains(row));
    }
    for (const Home& home : homes()) {
        if (home.places.front().empty()) {
            continue;
        }
        std::string row = fmt::format("| {} |", home.library);
        for (const std::string_view place : home.places) {
            row += fmt::format("{} {}", place == home.places.front() ? "" : ",", place);
        }
        EXPECT_THAT(readme->lines, testing::Contains(row + " |"));
    }
}

TEST(DependencyTable, AllowsEveryLinkOfTheBuild) {
    const SourceFile* build = project().find("service/CMakeLists.txt");
    ASSERT_NE(build, nullptr);
    std::string folder;
    std::string links;
    int read = 0;
    const re2::RE2 target(R"(lyhord_folder\((\w+) LINKS ([a-z\s]+))");
    for (re2::StringPiece text(build->text.data(), build->text.size());
         re2::RE2::FindAndConsume(&text, target, &folder, &links);) {
        ++read;
        const auto rule = std::ranges::find(folder_rules(), folder, &FolderRule::folder);
        ASSERT_NE(rule, folder_rules().end()) << folder;
        std::string link;
        for (re2::StringPiece left(links); re2::RE2::FindAndConsume(&left, R"((\w+))", &link);) {
            EXPECT_THAT(rule->may_include, testing::Contains(link)) << folder;
        }
    }
    EXPECT_GE(read, 15);
}

}  // namespace
}  // namespace lyhord::style
