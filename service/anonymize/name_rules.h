// Owns the rules by which words are names of people: given names that are no words, patronymics,
// initials, and what stands before a name ("läraren", "heter", "mvh", "/"). Precise, and blind to
// names that no list has: one kind of evidence for NameModel.
#pragma once

#include <string_view>
#include <vector>

#include "anonymize/words.h"

namespace lyhord::anonymize {

// For each word of the text, whether it is a part of a name.
std::vector<bool> names_by_rule(std::string_view text, const std::vector<Word>& words);

// For each word, whether it stands in the name of a street, a school or a square, which may be
// named after a person: "Gustav Adolfs torg", "Wendela Hellmanskolan", "Sankta Katarina".
std::vector<bool> names_of_places(std::string_view text, const std::vector<Word>& words);

}  // namespace lyhord::anonymize
