// The half of ShapeReader that reads namespaces, classes, and what stands before a body.
#include <algorithm>
#include <array>
#include <utility>

#include "shape_reader.h"

namespace lyhord::style {
namespace {

constexpr std::array<std::string_view, 5> before_requirement{"requires", "&&", "||", "!", "="};

bool is_access_word(std::string_view text) {
    return text == "public" || text == "private" || text == "protected";
}

}  // namespace

Shape shape_of(const std::vector<Token>& code) { return ShapeReader(code).read(); }

Shape ShapeReader::read() {
    while (!here_.at_end()) {
        declarations();
        if (here_.is("}")) {
            unbalanced();
            here_.step();
        }
    }
    return std::move(shape_);
}

// A namespace or a class, up to the brace that closes it.
void ShapeReader::declarations() {
    while (!here_.at_end() && !here_.is("}")) {
        declaration();
    }
}

void ShapeReader::declaration() {
    if (is_access_word(text()) && here_.next_is(":")) {
        here_.move_to(here_.at() + 2);
        return;
    }
    Header header{.start = here_.at(), .name = {}};
    while (!here_.at_end() && !here_.is("}")) {
        if (here_.is(";")) {
            here_.step();
            return;
        }
        if (!here_.is("{")) {
            header_token(header);
        } else if (brace(header)) {
            return;
        }
    }
}

void ShapeReader::header_token(Header& header) {
    if (here_.is("operator")) {
        operator_name(header);
    } else if (here_.is("requires")) {
        requirement();
    } else if (const auto after = here_.after_angles(here_.at())) {
        here_.move_to(*after);
    } else if (here_.is("(") && !header.has_parameters && follows_a_name()) {
        parameters(header);
    } else if (here_.is("=") && !header.in_initializers) {
        initializer();
    } else {
        classify(header, text());
        item();
    }
}

void ShapeReader::classify(Header& header, std::string_view text) {
    if (header.has_parameters) {
        header.in_initializers |= text == ":";
    } else if (header.kind != Header::Kind::unknown) {
        return;
    } else if (text == "namespace" || (text == "extern" && here_.next_is("\"C\""))) {
        header.kind = Header::Kind::scope;
    } else if (is_type_word(text)) {
        header.kind = text == "enum" ? Header::Kind::enumeration : Header::Kind::type;
    }
}

bool ShapeReader::follows_a_name() const {
    const Token* before = here_.previous();
    return before != nullptr && (before->kind == TokenKind::identifier || before->text == ">");
}

void ShapeReader::parameters(Header& header) {
    header.has_parameters = true;
    header.parameters = here_.count_parameters(here_.at());
    if (header.name.empty()) {
        header.name = name_before(here_.at());
    }
    group();
}

// "Widget::~Widget" in `Widget::~Widget(`.
std::string ShapeReader::name_before(std::size_t end) const {
    std::string name;
    while (end > 0) {
        const Token& token = here_[--end];
        const bool joins = token.text == "::" || token.text == "~";
        const bool is_whole = !name.empty() && name.front() != ':' && name.front() != '~';
        if (!joins && (token.kind != TokenKind::identifier || is_whole)) {
            break;
        }
        name.insert(0, token.text);
    }
    return name;
}

void ShapeReader::operator_name(Header& header) {
    header.name = here_.previous_is("::") ? name_before(here_.at()) : "";
    const std::size_t start = here_.at();
    here_.step();
    if (here_.is("(")) {
        group();  // the call operator
    }
    while (!here_.at_end() && !here_.is("(")) {
        here_.step();
    }
    for (std::size_t part = start; part < here_.at(); ++part) {
        header.name += here_[part].text;
    }
    if (here_.is("(")) {
        parameters(header);
    }
}

// A requires clause. The braces of a requires expression are no function's body.
void ShapeReader::requirement() {
    const Token* before = here_.previous();
    const bool expression =
        before != nullptr &&
        std::ranges::find(before_requirement, before->text) != before_requirement.end();
    here_.step();
    if (here_.is("(")) {
        group();
        if (!expression) {
            return;
        }
    }
    if (here_.is("{")) {
        group();
    }
}

// From `=` up to the semicolon, which is left.
void ShapeReader::initializer() {
    while (!here_.at_end() && !here_.is(";") && !here_.is("}")) {
        item();
    }
}

// Returns whether the declaration ends with this brace.
bool ShapeReader::brace(Header& header) {
    if (header.has_parameters) {
        const Token& before = *here_.previous();
        const bool of_a_member =
            before.kind == TokenKind::identifier || before.text == ">" || before.text == ">>";
        if (header.in_initializers && of_a_member) {
            group();
            return false;
        }
        function(header);
        return true;
    }
    const bool is_scope = header.kind == Header::Kind::scope;
    if (!is_scope && header.kind != Header::Kind::type) {
        group();
        return false;
    }
    here_.step();
    declarations();
    close("}");
    header.kind = Header::Kind::unknown;  // declarators may follow a class
    return is_scope;
}

void ShapeReader::function(const Header& header) {
    const unsigned depth = std::exchange(depth_, 0);
    const unsigned deepest = std::exchange(deepest_, 0);
    const bool inside = std::exchange(inside_function_, true);
    body();
    while (here_.is("catch")) {
        here_.step();
        group();
        body();
    }
    shape_.functions.push_back({.name = header.name,
                                .first_line = here_[header.start].line,
                                .last_line = here_.previous_line(),
                                .parameters = header.parameters,
                                .nesting = deepest_});
    depth_ = depth;
    deepest_ = deepest;
    inside_function_ = inside;
}

void ShapeReader::close(std::string_view bracket) {
    if (here_.is(bracket)) {
        here_.step();
    } else {
        unbalanced();
    }
}

void ShapeReader::unbalanced() {
    if (!shape_.unbalanced_line) {
        shape_.unbalanced_line = here_.line();
    }
}

std::string_view ShapeReader::text() const {
    return here_.at_end() ? std::string_view() : std::string_view(here_[here_.at()].text);
}

}  // namespace lyhord::style
