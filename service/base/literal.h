// Owns Literal: text that stood in our source code, and therefore in nobody's answer.
#pragma once

#include <cstddef>
#include <string_view>

namespace lyhord::base {

class Literal {
public:
    template <std::size_t N>
    consteval Literal(const char (&text)[N]) : text_(text, N - 1) {}

    constexpr std::string_view view() const { return text_; }
    constexpr bool operator==(const Literal&) const = default;

private:
    std::string_view text_;
};

}  // namespace lyhord::base
