// The half of ShapeReader that reads bodies: statements, expressions and lambdas.
#include <algorithm>
#include <array>

#include "shape_reader.h"

namespace lyhord::style {
namespace {

using Words = std::array<std::string_view, 6>;

constexpr Words lambda_words{"mutable", "constexpr", "consteval", "static", "noexcept", "throw"};
constexpr Words before_lambda{"return", "co_return", "co_yield", "co_await", "throw", "else"};

bool is_one_of(std::string_view text, const Words& words) {
    return std::ranges::find(words, text) != words.end();
}

}  // namespace

void ShapeReader::body() {
    close("{");
    while (!here_.at_end() && !here_.is("}")) {
        statement();
    }
    close("}");
}

void ShapeReader::deeper() { deepest_ = std::max(deepest_, ++depth_); }

void ShapeReader::block() {
    deeper();
    body();
    --depth_;
}

// What follows a condition: a block, or a statement that counts as one.
void ShapeReader::branch() {
    while (here_.is("[") && here_.next_is("[")) {
        group();  // [[likely]]
    }
    if (here_.is("{")) {
        block();
        return;
    }
    deeper();
    statement();
    --depth_;
}

void ShapeReader::statement() {
    const std::string_view word = text();
    if (word == "{") {
        block();
    } else if (word == "if") {
        condition();
        branch();
        otherwise();
    } else if (word == "while" || word == "for" || word == "switch" || word == "catch") {
        condition();
        branch();
    } else if (word == "do" || word == "try") {
        here_.step();
        branch();
    } else if (word == "case" || word == "default") {
        label();
    } else if (is_type_word(word)) {
        declaration();
    } else {
        expression();
    }
}

// The keyword, and what stands in parentheses after it.
void ShapeReader::condition() {
    here_.step();
    while (here_.is("constexpr") || here_.is("consteval") || here_.is("!")) {
        here_.step();
    }
    if (here_.is("(")) {
        group();
    }
}

// `else if` is no deeper than its `if`.
void ShapeReader::otherwise() {
    if (!here_.is("else")) {
        return;
    }
    here_.step();
    if (here_.is("if")) {
        statement();
    } else {
        branch();
    }
}

void ShapeReader::label() {
    while (!here_.at_end() && !here_.is(":") && !here_.is("}")) {
        item();
    }
    if (here_.is(":")) {
        here_.step();
    }
}

void ShapeReader::expression() {
    while (!here_.at_end() && !here_.is(";") && !here_.is("}")) {
        if (here_.is("{") && here_.previous_is(")")) {
            block();  // a macro that opens a block
            return;
        }
        item();
    }
    if (here_.is(";")) {
        here_.step();
    }
}

// One token, or a whole group or lambda.
void ShapeReader::item() {
    if (here_.is("[") && may_start_lambda()) {
        lambda();
    } else if (is_opening(text())) {
        group();
    } else {
        here_.step();
    }
}

void ShapeReader::group() {
    const std::string_view open = text();
    const std::string_view closing = open == "(" ? ")" : open == "[" ? "]" : "}";
    here_.step();
    while (!here_.at_end() && !is_closing(text())) {
        item();
    }
    close(closing);
}

bool ShapeReader::may_start_lambda() const {
    const Token* before = here_.previous();
    if (before == nullptr || here_.next_is("[")) {
        return false;
    }
    if (before->kind == TokenKind::keyword) {
        return is_one_of(before->text, before_lambda);
    }
    return before->kind == TokenKind::punctuation && before->text != ")" && before->text != "]" &&
           before->text != ">";
}

void ShapeReader::lambda() {
    Header header{.start = here_.at(), .name = "lambda"};
    group();
    if (const auto after = here_.after_angles(here_.at())) {
        here_.move_to(*after);
    }
    if (here_.is("(")) {
        parameters(header);
    }
    lambda_specifiers();
    if (!here_.is("{")) {
        return;  // it was an attribute or a structured binding
    }
    if (!inside_function_) {
        function(header);
        return;
    }
    block();
    shape_.functions.push_back({.name = header.name,
                                .first_line = here_[header.start].line,
                                .last_line = here_.previous_line(),
                                .parameters = header.parameters});
}

void ShapeReader::lambda_specifiers() {
    while (is_one_of(text(), lambda_words)) {
        here_.step();
        if (here_.is("(")) {
            group();
        }
    }
    if (here_.is("requires")) {
        requirement();
    }
    if (!here_.is("->")) {
        return;
    }
    while (!here_.at_end() && !here_.is("{") && !here_.is(";") && !here_.is(",") &&
           !is_closing(text())) {
        here_.move_to(here_.after_angles(here_.at()).value_or(here_.at() + 1));
    }
}

}  // namespace lyhord::style
