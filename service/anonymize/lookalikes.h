// Owns the letters of one script that look like those of another: a name that mixes them ("Аnna"
// with a Cyrillic А) is read as it looks.
#pragma once

#include <string>
#include <string_view>

namespace lyhord::anonymize {

// The word in one script, if it mixes Latin with Cyrillic or Greek letters and each letter of one
// of them looks like one of the other: in Latin if both would do. Any other word as it is.
std::string in_one_script(std::string_view word);

// An expression for RE2: a digit, or a letter that is put in its place: "O7O-I74".
inline const std::string digit_or_lookalike = "[0-9OoОоΟοIlІіЗзб]";

// The digits of a text, with the letters that look like one among them.
std::string digits_as_they_look(std::string_view text);

}  // namespace lyhord::anonymize
