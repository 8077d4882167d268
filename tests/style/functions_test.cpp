// Every way to write a function that the shape reader must understand. The fixture marks each: the
// line on which a function begins ends in "// begin: name parameters nesting", the line on which
// its last brace stands ends in "// end: name". One-liners have both.
#include "functions.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <map>
#include <string>

namespace lyhord::style {
namespace {

std::string described(const Function& function) {
    return fmt::format("{} lines {}-{} parameters {} nesting {}",
                       function.name,
                       function.first_line,
                       function.last_line,
                       function.parameters,
                       function.nesting);
}

std::vector<std::string> described(const Shape& shape) {
    std::vector<std::string> texts;
    for (const Function& function : shape.functions) {
        texts.push_back(described(function));
    }
    return texts;
}

std::vector<std::string> marked_in(const SourceFile& file) {
    const re2::RE2 begin(R"(// begin: (\S+) (\d+) (\d+))");
    const re2::RE2 end(R"(// (?:.*, )?end: (\S+)$)");
    std::multimap<std::string, Function> open;
    std::vector<std::string> texts;
    for (unsigned line = 1; line <= file.lines.size(); ++line) {
        const re2::StringPiece text(file.lines[line - 1].data(), file.lines[line - 1].size());
        Function function;
        if (re2::RE2::PartialMatch(
                text, begin, &function.name, &function.parameters, &function.nesting)) {
            function.first_line = line;
            open.emplace(function.name, function);
        }
        std::string name;
        if (re2::RE2::PartialMatch(text, end, &name)) {
            auto closed = open.extract(name);
            closed.mapped().last_line = line;
            texts.push_back(described(closed.mapped()));
        }
    }
    EXPECT_TRUE(open.empty());
    return texts;
}

Shape shape_of_text(std::string text) {
    SourceFile file{.path = "text.cpp", .text = std::move(text), .lines = {}};
    file.lines.assign(64, "");
    return shape_of(code_of(tokens_of(file)));
}

TEST(Functions, AreFoundInEveryFormOfTheLanguage) {
    const SourceTree tree(LYHORD_FIXTURE "/shapes");
    ASSERT_EQ(tree.files().size(), 2U);
    for (const SourceFile& file : tree.files()) {
        const Shape shape = shape_of(code_of(tokens_of(file)));
        EXPECT_EQ(shape.unbalanced_line.value_or(0), 0U) << file.path;
        EXPECT_THAT(described(shape), testing::UnorderedElementsAreArray(marked_in(file)))
            << file.path;
    }
}

TEST(Functions, EndOnlyWithTheirLastBrace) {
    const Shape shape = shape_of_text("void f() {\n  if (a) {\n  }\n");
    EXPECT_EQ(shape.unbalanced_line.value_or(0), 3U);
}

TEST(Functions, NeverHangOnBrokenCode) {
    const std::string_view words[] = {"{",
                                      "}",
                                      "(",
                                      ")",
                                      "[",
                                      "]",
                                      ";",
                                      "=",
                                      "<",
                                      ">",
                                      "::",
                                      "requires",
                                      "operator",
                                      "class",
                                      "catch",
                                      "if",
                                      "case"};
    std::size_t choice = 7;
    for (int round = 0; round < 5000; ++round) {
        std::vector<Token> code(30);
        for (Token& token : code) {
            choice = (choice * 1103515245 + 12345) % 2147483648;
            token.text = words[(choice >> 8) % std::size(words)];
            token.line = 1;
        }
        EXPECT_LE(shape_of(code).functions.size(), code.size());
    }
}

}  // namespace
}  // namespace lyhord::style
