// Owns the shape of Swedish street names: how they end, and where one that ends at a byte starts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "anonymize/matching.h"

namespace lyhord::anonymize {

// Where the street that ends at a byte starts; the byte itself if none ends there.
std::size_t street_start(std::string_view text, std::size_t end);

// "Storgatan 12/3" is a house; "Norrliden 12/3" a day.
bool ends_as_street(std::string_view text, std::size_t end);

// "norra", "stora": stands before a name and belongs to it. A lower-case word.
bool is_place_attribute(std::string_view lower_case_word);

// Whether the word that ends at a byte ends as one of a street or a dwelling: where not, there is
// no need to ask more.
bool may_end_street(std::string_view text, std::size_t end);

// Ends like a street or a place where people live, in any case: "björkbacken".
bool is_street_or_place(std::string_view lower_case_word);

// The word that ends right before a byte: letters, with hyphens and colons between them.
ByteRange word_before(std::string_view text, std::size_t end);

// An expression for how the names of streets and of many dwellings end.
const std::string& street_name_ends();

}  // namespace lyhord::anonymize
