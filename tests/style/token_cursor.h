// Owns a place in a list of tokens, and the questions that a reader asks there.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "tokens.h"

namespace lyhord::style {

class TokenCursor {
public:
    explicit TokenCursor(const std::vector<Token>& tokens) : tokens_(tokens) {}

    bool at_end() const { return at_ >= tokens_.size(); }
    std::size_t at() const { return at_; }
    void move_to(std::size_t place) { at_ = place; }
    void step() { ++at_; }

    const Token& operator[](std::size_t place) const { return tokens_[place]; }
    bool is(std::string_view text) const { return is_at(at_, text); }
    bool next_is(std::string_view text) const { return is_at(at_ + 1, text); }
    bool is_at(std::size_t place, std::string_view text) const {
        return place < tokens_.size() && tokens_[place].text == text;
    }
    // Null before the first token.
    const Token* previous() const { return at_ == 0 ? nullptr : &tokens_[at_ - 1]; }
    bool previous_is(std::string_view text) const { return at_ > 0 && is_at(at_ - 1, text); }
    // The line of the token here, or of the last one.
    unsigned line() const;
    unsigned previous_line() const { return at_ == 0 ? 0 : tokens_[at_ - 1].line; }

    // One past the bracket that closes the one at `place`; the end if none does.
    std::size_t after_group(std::size_t place) const;
    // The same for `<`, if it opens template arguments or parameters and not a comparison.
    std::optional<std::size_t> after_angles(std::size_t place) const;
    // How many commas divide the group of parameters at `place`, plus one; 0 for () and (void).
    unsigned count_parameters(std::size_t place) const;

private:
    bool may_open_angles(std::size_t place) const;

    const std::vector<Token>& tokens_;
    std::size_t at_ = 0;
};

bool is_opening(std::string_view text);
bool is_closing(std::string_view text);
bool is_type_word(std::string_view text);  // class, struct, union, enum

}  // namespace lyhord::style
