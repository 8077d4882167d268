#include "disclosure/simulate.h"

#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "base/json/json.h"
#include "builders.h"
#include "operator_words.h"

namespace lyhord::disclosure {
namespace {

using app::CommandLine;
using base::Json;

SimulateOptions options(const std::vector<std::string>& dimensions, int batch_size_min = 5) {
    return {.dimensions = CommandLine::words(dimensions),
            .question = CommandLine::word("q1"),
            .batch_size_min = batch_size_min};
}

std::vector<std::string> lines_of(const std::string& csv, const SimulateOptions& options) {
    std::istringstream in(csv);
    std::ostringstream out;
    const auto simulated = simulate(in, out, options);
    EXPECT_TRUE(simulated.has_value()) << simulated.error().line();
    std::istringstream text(out.str());
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
}

std::string refusal(const std::string& csv, const SimulateOptions& options) {
    std::istringstream in(csv);
    std::ostringstream out;
    const auto simulated = simulate(in, out, options);
    return simulated ? "" : simulated.error().line();
}

const std::string five_rows =
    "area,q1\nRamvik,trygg\nRamvik,otrygg\nRamvik,trygg\nRamvik,otrygg\nRamvik,trygg\n";

TEST(Simulate, WritesALineAfterEveryRowAndOneAtTheEnd) {
    EXPECT_EQ(lines_of("area,q1\nRamvik,trygg\n", options({"area"})),
              (std::vector<std::string>{
                  R"({"after":1,"admitted":0,"tables":{"total":{},"area":{}}})",
                  R"({"closed":true,"after":1,"admitted":0,"tables":{"total":{},"area":{}},)"
                  R"("withheld":1,"recoded":{"area":0}})"}));
}

TEST(Simulate, ReleasesACompleteBatch) {
    const auto lines = lines_of(five_rows, options({"area"}));
    ASSERT_EQ(lines.size(), 6u);
    EXPECT_EQ(lines[3], R"({"after":4,"admitted":0,"tables":{"total":{},"area":{}}})");
    EXPECT_EQ(lines[4],
              R"({"after":5,"admitted":5,"tables":{"total":{"trygg":3,"otrygg":2},)"
              R"("area":{"Ramvik":{"trygg":3,"otrygg":2}}}})");
}

TEST(Simulate, TablesAreCumulative) {
    std::string csv = five_rows;
    csv += five_rows.substr(five_rows.find('\n') + 1);
    const auto lines = lines_of(csv, options({"area"}));
    EXPECT_NE(lines.back().find(R"("total":{"trygg":6,"otrygg":4})"), std::string::npos);
    EXPECT_NE(lines[8].find(R"("total":{"trygg":3,"otrygg":2})"), std::string::npos);
}

TEST(Simulate, SettlesWhatIsLeftWithMissingAndNotReportedLast) {
    // The batch of five is out; then two without area and three of Brunne, which move together.
    const std::string csv =
        five_rows + ",trygg\n,otrygg\nBrunne,trygg\nBrunne,trygg\nBrunne,otrygg\n";
    const auto lines = lines_of(csv, options({"area"}));
    EXPECT_EQ(lines.back(),
              R"({"closed":true,"after":10,"admitted":10,"tables":{)"
              R"("total":{"trygg":6,"otrygg":4},)"
              R"("area":{"Ramvik":{"trygg":3,"otrygg":2},"_not_reported":{"trygg":3,"otrygg":2}}},)"
              R"("withheld":0,"recoded":{"area":5}})");
}

TEST(Simulate, EmptyBackgroundIsTheCategoryMissing) {
    const auto lines = lines_of("area,q1\n,a\n,b\n,a\n,b\n,a\n", options({"area"}));
    EXPECT_NE(lines[4].find(R"("area":{"_missing":{"a":3,"b":2}})"), std::string::npos);
}

TEST(Simulate, ARowWithoutAnAnswerMakesNoFragment) {
    const auto lines = lines_of("area,q1\nRamvik,\nRamvik,a\n", options({"area"}));
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_NE(lines.back().find(R"("after":2)"), std::string::npos);
    EXPECT_NE(lines.back().find(R"("withheld":1)"), std::string::npos);
}

TEST(Simulate, WorksWithoutDimensions) {
    EXPECT_EQ(lines_of("q1\na\nb\na\nb\na\n", options({}))[4],
              R"({"after":5,"admitted":5,"tables":{"total":{"a":3,"b":2}}})");
}

TEST(Simulate, TakesTheBatchSize) {
    const auto lines = lines_of(five_rows, options({"area"}, 6));
    EXPECT_NE(lines.back().find(R"("withheld":5)"), std::string::npos);
}

TEST(Simulate, OtherColumnsAndEmptyLinesDoNotMatter) {
    const auto lines =
        lines_of("x,area,q1\n1,\"Ramvik, väst\",\"say \"\"a\"\"\"\n\n", options({"area"}));
    EXPECT_EQ(lines.size(), 2u);
}

// Rows of numbers below 3, 4 and `options`: areas, ages and answers.
std::vector<Fragment> random_fragments(std::mt19937_64& random, Index options) {
    std::vector<Fragment> fragments;
    for (int i = 0; i < 150; ++i) {
        fragments.push_back(
            {.options = {static_cast<Index>(random() % options)},
             .categories = {static_cast<Index>(random() % 3), static_cast<Index>(random() % 4)}});
    }
    return fragments;
}

// What has been admitted after each of them, if a whole tick follows each.
std::vector<std::size_t> ticked(const std::vector<Fragment>& fragments, Index options) {
    QuestionShape shape = testing::shape_of({3, 4});
    shape.options = options;
    std::vector<Fragment> pending;
    std::vector<std::size_t> admitted = {0};
    for (const Fragment& fragment : fragments) {
        pending.push_back(fragment);
        const Outcome outcome = admit(shape, pending, 5);
        admitted.push_back(admitted.back() + outcome.admitted.size());
        std::vector<Fragment> left;
        for (const std::size_t at : outcome.left) left.push_back(pending[at]);
        pending = std::move(left);
    }
    return admitted;
}

TEST(Simulate, ReleasesExactlyWhatAWholeTickAfterEveryAnswerWould) {
    std::mt19937_64 random(31);
    for (Index choices = 2; choices < 8; ++choices) {
        const std::vector<Fragment> fragments = random_fragments(random, choices);
        std::string csv = "area,age,q1\n";
        for (const Fragment& fragment : fragments) {
            csv += 'a' + std::to_string(fragment.categories[0]) + ",b" +
                   std::to_string(fragment.categories[1]) + ',' +
                   std::to_string(fragment.options[0]) + '\n';
        }
        const auto lines = lines_of(csv, options({"area", "age"}));
        const std::vector<std::size_t> expected = ticked(fragments, choices);
        ASSERT_EQ(lines.size(), expected.size()) << "a line after each, and the settlement";
        for (std::size_t i = 1; i < expected.size(); ++i) {
            const auto line = Json::parse(lines[i - 1]);
            EXPECT_EQ(*line->find("admitted")->as_integer(), static_cast<std::int64_t>(expected[i]))
                << i;
        }
    }
}

TEST(Simulate, EveryLineIsJson) {
    for (const std::string& line : lines_of(five_rows, options({"area"}))) {
        EXPECT_TRUE(Json::parse(line).has_value()) << line;
    }
}

TEST(Simulate, NamesAMissingColumn) {
    EXPECT_NE(refusal(five_rows, options({"age"})).find("age"), std::string::npos);
    EXPECT_NE(refusal("area\n", options({"area"})).find("q1"), std::string::npos);
    EXPECT_NE(refusal("", options({})).find("q1"), std::string::npos);
}

TEST(Simulate, RefusesColumnsThatAreNotOne) {
    EXPECT_NE(refusal("area,area,q1\n", options({"area"})).find("area"), std::string::npos);
    EXPECT_NE(refusal("area,q1\n", options({"area", "area"})).find("area"), std::string::npos);
    EXPECT_NE(refusal("total,q1\n", options({"total"})).find("total"), std::string::npos);
}

TEST(Simulate, RefusesARowOfAnotherLength) {
    EXPECT_NE(refusal("area,q1\na,b\nc\n", options({"area"})).find("3"), std::string::npos);
    EXPECT_NE(refusal("area,q1\na,b,c\n", options({"area"})).find("2"), std::string::npos);
}

TEST(Simulate, RefusesABatchSizeUnderTheFloor) {
    EXPECT_NE(refusal(five_rows, options({"area"}, 2)), "");
}

TEST(Simulate, RefusesMoreCategoriesThanTheLimit) {
    std::string csv = "area,q1\n";
    for (std::size_t i = 0; i < base::limits::categories_max; ++i) {
        csv += "a" + std::to_string(i) + ",a\n";
    }
    EXPECT_NE(refusal(csv, options({"area"})), "");
}

}  // namespace
}  // namespace lyhord::disclosure
