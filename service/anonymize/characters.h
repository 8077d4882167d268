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
Character character_at(std::string_view text, std::size_t at);

// The character that ends right before a byte; at > 0.
Character character_before(std::string_view text, std::size_t at);

bool is_digit(char c);
bool is_letter(std::int32_t code);
bool is_upper(std::int32_t code);
bool is_letter_or_digit(std::int32_t code);

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
