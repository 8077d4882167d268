// Owns the signs: cheap looks at the bytes of a window that tell whether a pattern can match there
// at all. Each pattern alone is fast; dozens of them push each other's tables out of the caches.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "anonymize/characters.h"

namespace lyhord::anonymize {

// Words or parts of words in lower case, one of which stands in every match of a pattern; at most
// 32 of two bytes or more, which begin with an ASCII letter.
class SignWords {
public:
    SignWords(std::initializer_list<std::string_view> words);
    // In any case.
    bool occur_in(std::string_view text) const;

private:
    std::vector<std::string_view> words_;
    // Which words have a byte as their first, and as their second one.
    std::array<std::uint32_t, 256> by_first_{};
    std::array<std::uint32_t, 256> by_second_{};
};

// The byte in lower case, if it is of an ASCII or Latin-1 letter in UTF-8; `previous` is the byte
// before it.
constexpr char lower_byte(char byte, char previous) {
    const auto value = static_cast<unsigned char>(byte);
    const bool latin = previous == '\xC3' && value >= 0x80 && value <= 0x9E;
    return (value >= 'A' && value <= 'Z') || latin ? static_cast<char>(value + 0x20) : byte;
}

// True of ASCII letters and of any part of another character.
constexpr bool may_be_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte < 0;
}

// Calls visit(start) for each run of digits until it returns true; whether it did.
template <typename Visit>
bool any_number(std::string_view text, Visit visit) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_digit(text[at]) && (at == 0 || !is_digit(text[at - 1])) && visit(at)) {
            return true;
        }
    }
    return false;
}

// The byte before `at`, or a null.
constexpr char byte_before(std::string_view text, std::size_t at) {
    return at > 0 ? text[at - 1] : '\0';
}

// "1-2", "1:2": a digit on both sides of the sign.
bool has_between_digits(std::string_view text, char sign);
// Letters of Cyrillic or Arabic script.
bool has_foreign_script(std::string_view text);
// "12 High Street", "12b, High Street": a number before a word that may be a name.
bool has_number_before_name(std::string_view text);

}  // namespace lyhord::anonymize
