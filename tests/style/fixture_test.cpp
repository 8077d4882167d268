// A rule that catches nothing is worse than none: each must catch its own fixture, at its line,
// and nothing else may be found there.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "rules.h"

namespace lyhord::style {
namespace {

std::vector<std::string> places_of(const Findings& findings) {
    std::vector<std::string> places;
    for (const Finding& finding : findings) {
        places.push_back(fmt::format("{}:{} {}", finding.path, finding.line, finding.rule));
    }
    return places;
}

TEST(Rules, CatchEachFixtureAtItsLine) {
    const SourceTree tree(LYHORD_FIXTURE "/broken");
    const std::vector<std::string> expected{
        "service/access/hashes_by_itself.cpp:1 home",
        "service/access/opens_sqlite.cpp:2 home",
        "service/access/unknown_library.cpp:3 home",
        "service/domain/reaches_up.h:7 dependency",
        "service/elsewhere/unlisted_folder.cpp:1 dependency",
        "service/intake/asks_another_use_case.cpp:2 dependency",
        "service/base/cycle_two.h:4 cycle",
        "service/access/tunes_the_engine.cpp:1 sql",
        "service/api/says_sql.cpp:2 sql",
        "service/api/says_sql.cpp:4 sql",
        "service/api/says_sql.cpp:6 sql",
        "service/api/says_sql.cpp:9 sql",
        "service/api/says_sql.cpp:11 sql",
        "service/api/says_sql.cpp:12 sql",
        "service/api/says_sql.cpp:13 sql",
        "service/base/wide.cpp:2 columns",
        "service/base/indented.cpp:2 tab",
        "service/base/long_file.cpp:401 length",
        "service/base/long_function.cpp:62 function",
        "service/base/deep.cpp:11 nesting",
        "service/base/greedy.cpp:3 parameters",
        "service/base/unfinished.cpp:3 brackets",
        "service/base/silent.h:1 header",
        "service/base/unguarded.h:1 header",
        "service/base/session_manager.cpp:1 name",
        "service/base/vague.cpp:1 name",
        "service/base/vague.cpp:2 name",
        "service/base/vague.cpp:4 name",
        "service/base/unresolved.cpp:2 marker",
        "static/shared/unresolved.js:1 marker",
        "deploy/one_machine.sh:2 machine",
        "deploy/fetches.yml:2 registry",
        "service/statistics/README.md:1 readme",
    };
    EXPECT_THAT(places_of(judge(tree)), testing::UnorderedElementsAreArray(expected));
}

TEST(Rules, FindNothingInTheCleanFixture) {
    const SourceTree tree(LYHORD_FIXTURE "/clean");
    EXPECT_GE(tree.files().size(), 5U);
    EXPECT_THAT(places_of(judge(tree)), testing::IsEmpty());
}

}  // namespace
}  // namespace lyhord::style
