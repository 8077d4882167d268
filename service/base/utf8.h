// Owns Unicode: validity, normal form, length in characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lyhord::base {

bool is_valid_utf8(std::string_view text);

// NFC of valid UTF-8. Invalid bytes become U+FFFD first, so any input has a result, in time that
// grows with its length (times its logarithm, for rows of combining marks).
std::string nfc(std::string_view text);

// The canonical decomposition (NFD), in the same time.
std::string nfd(std::string_view text);

// NFC and lower case, diacritics kept (å, ä and ö are letters of their own).
std::string lower(std::string_view text);

// Code points of valid UTF-8.
std::size_t count_characters(std::string_view text);

}  // namespace lyhord::base
