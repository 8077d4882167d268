// Owns the lists of Swedish words that the lexicon is built from: lower case, separated by spaces.
#pragma once

#include <string_view>

namespace lyhord::anonymize::word_lists {

extern const std::string_view first_names;
extern const std::string_view common_names;
extern const std::string_view surnames;
extern const std::string_view roles;
extern const std::string_view ordinary;
extern const std::string_view places;
extern const std::string_view named_things;
extern const std::string_view pronouns;
extern const std::string_view called;
extern const std::string_view closings;
extern const std::string_view particles;
extern const std::string_view brands;

}  // namespace lyhord::anonymize::word_lists
