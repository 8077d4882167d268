// Owns the questions that the detectors ask about single characters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace lyhord::anonymize {

struct Character {
    std::int32_t code = -1;  // -1: not valid UTF-8
    std::size_t length = 1;  // bytes
};

// The character that starts at a byte; at < text.size().
Character decoded_at(std::string_view text, std::size_t at);
inline Character character_at(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    return first < 0x80 ? Character{.code = first, .length = 1} : decoded_at(text, at);
}

// The character that ends right before a byte; at > 0.
Character character_before(std::string_view text, std::size_t at);

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter_by_category(std::int32_t code);
inline bool is_letter(std::int32_t code) {
    if (code < 0x80) {
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    }
    const bool latin_1 = code >= 0xC0 && code <= 0xFF;
    return latin_1 ? code != 0xD7 && code != 0xF7 : is_letter_by_category(code);
}
bool is_upper(std::int32_t code);
inline bool is_letter_or_digit(std::int32_t code) {
    return (code >= '0' && code <= '9') || is_letter(code);
}

// True if a letter or digit starts at, or ends before, this byte; false at the ends of the text.
bool word_starts_at(std::string_view text, std::size_t at);
bool word_ends_at(std::string_view text, std::size_t at);

// The ASCII digits of a text, in order.
std::string digits_of(std::string_view text);

// The check digit rule of personnummer, cards and giro numbers; digits only.
bool luhn_holds(std::string_view digits);

// Lower case of NFC text; quick for ASCII and the letters of Latin-1.
std::string lower_word(std::string_view word);

}  // namespace lyhord::anonymize
