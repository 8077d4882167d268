// Owns the words that stand in addresses and after them: numbers in words, names of towns, and what
// follows an address rather than something that is counted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lyhord::anonymize {

// Numbers in words, as in a dictated text, up to 999; an expression for RE2.
const std::string& number_words();
// An expression for the name of a town: "Härnösand", "Västra Frölunda".
const std::string& town_words();

// Whether an address can end at a byte: "storgatan tjugotre och", not "storgatan tre bilar".
bool ends_address(std::string_view text, std::size_t at);

// The same of what is known to be a place: "Hemsö 340 får" is one, "Hemsö 340 bilar" none.
bool counts_nothing(std::string_view text, std::size_t at);

}  // namespace lyhord::anonymize
