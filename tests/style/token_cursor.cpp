#include "token_cursor.h"

namespace lyhord::style {

bool is_opening(std::string_view text) { return text == "(" || text == "[" || text == "{"; }

bool is_closing(std::string_view text) { return text == ")" || text == "]" || text == "}"; }

bool is_type_word(std::string_view text) {
    return text == "class" || text == "struct" || text == "union" || text == "enum";
}

unsigned TokenCursor::line() const { return at_end() ? previous_line() : tokens_[at_].line; }

std::size_t TokenCursor::after_group(std::size_t place) const {
    std::size_t depth = 0;
    for (; place < tokens_.size(); ++place) {
        if (is_opening(tokens_[place].text)) {
            ++depth;
        } else if (is_closing(tokens_[place].text) && --depth == 0) {
            return place + 1;
        }
    }
    return place;
}

bool TokenCursor::may_open_angles(std::size_t place) const {
    if (place == 0 || !is_at(place, "<")) {
        return false;
    }
    const Token& before = tokens_[place - 1];
    return before.kind == TokenKind::identifier || before.text == "template" || before.text == "]";
}

std::optional<std::size_t> TokenCursor::after_angles(std::size_t place) const {
    if (!may_open_angles(place)) {
        return std::nullopt;
    }
    int depth = 0;
    while (place < tokens_.size()) {
        const std::string_view text = tokens_[place].text;
        if (is_opening(text)) {
            place = after_group(place);
            continue;
        }
        if (text == ";" || is_closing(text)) {
            return std::nullopt;
        }
        depth += text == "<" ? 1 : 0;
        depth -= text == ">" ? 1 : 0;
        depth -= text == ">>" ? 2 : 0;
        ++place;
        if (depth <= 0) {
            return place;
        }
    }
    return std::nullopt;
}

unsigned TokenCursor::count_parameters(std::size_t place) const {
    const std::size_t end = after_group(place) - 1;
    ++place;
    if (place >= end || (place + 1 == end && is_at(place, "void"))) {
        return 0;
    }
    unsigned count = 1;
    while (place < end) {
        if (is_opening(tokens_[place].text)) {
            place = after_group(place);
        } else if (const auto after = after_angles(place)) {
            place = *after;
        } else {
            count += is_at(place, ",") ? 1 : 0;
            ++place;
        }
    }
    return count;
}

}  // namespace lyhord::style
