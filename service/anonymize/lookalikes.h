// Owns the letters of one script that look like those of another: a name that mixes them ("Аnna"
// with a Cyrillic А) is read as it looks.
#pragma once

#include <string>
#include <string_view>

namespace lyhord::anonymize {

// The word in one script, if it mixes Latin with Cyrillic or Greek letters and each letter of one
// of them looks like one of the other: in Latin if both would do. Any other word as it is.
std::string in_one_script(std::string_view word);

}  // namespace lyhord::anonymize
