// Owns the rules by which words in Arabic, Cyrillic and Ge'ez script are names of people. For these
// there are too few texts to train NameModel on: lists, the words around a name and, in Cyrillic,
// capital letters decide.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "anonymize/script_lexicon.h"
#include "anonymize/words.h"

namespace lyhord::anonymize {

enum class ScriptVerdict : std::uint8_t { other_script, name, unsure_name, no_name };

// One for each word of the text; none at all if no word is in these scripts. In linear time.
std::vector<ScriptVerdict> names_by_script(std::string_view text,
                                           const std::vector<Word>& words,
                                           const ScriptLexicon& lexicon);

}  // namespace lyhord::anonymize
