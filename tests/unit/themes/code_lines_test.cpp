#include "themes/code_lines.h"

#include <gtest/gtest.h>

#include <sstream>

#include "unit/themes/codebooks.h"

namespace lyhord::themes {
namespace {

struct Outcome {
    base::Result<void> result;
    std::string out;
};

Outcome run(const std::string& lines) {
    const Coder coder(book({theme("bil", {"bil*"}), theme("ljus", {"lampa"})}));
    std::istringstream in(lines);
    std::ostringstream out;
    base::Result<void> result = code_lines(in, out, coder);
    return {std::move(result), out.str()};
}

TEST(CodeLines, WritesOneLineForEachInOrder) {
    const Outcome outcome = run(
        "{\"text\": \"lampor och bilar\"}\n{\"text\": \"inget\", \"id\": 7}\n{\"text\": \"bil\"}");
    EXPECT_TRUE(outcome.result);
    EXPECT_EQ(outcome.out,
              "{\"themes\":[\"bil\",\"ljus\"]}\n{\"themes\":[]}\n{\"themes\":[\"bil\"]}\n");
}

TEST(CodeLines, WritesNothingForNothing) {
    const Outcome outcome = run("");
    EXPECT_TRUE(outcome.result);
    EXPECT_EQ(outcome.out, "");
}

TEST(CodeLines, StopsAtALineWithoutText) {
    const Outcome outcome = run("{\"text\": \"bil\"}\n{\"txt\": \"bil\"}\n{\"text\": \"bil\"}\n");
    ASSERT_FALSE(outcome.result);
    EXPECT_EQ(outcome.result.error().details().number, 2);
    EXPECT_EQ(outcome.out, "{\"themes\":[\"bil\"]}\n");
}

TEST(CodeLines, SaysNothingOfTheTextInItsError) {
    const Outcome outcome = run("{\"text\": \"hemligt\"");
    ASSERT_FALSE(outcome.result);
    EXPECT_EQ(outcome.result.error().line().find("hemligt"), std::string::npos);
}

TEST(CodeLines, RefusesALineThatIsTooLong) {
    const Outcome outcome = run("{\"text\": \"" + std::string(70'000, 'x') + "\"}");
    ASSERT_FALSE(outcome.result);
    EXPECT_EQ(outcome.result.error().fault(), base::Fault::too_large);
}

}  // namespace
}  // namespace lyhord::themes
