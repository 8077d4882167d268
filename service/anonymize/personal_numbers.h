// Owns the detection of personnummer, samordningsnummer and the temporary numbers with a letter.
// An organisationsnummer (third digit 2 or more, so no month) is not a person and is left alone.
#pragma once

#include <string_view>

#include "anonymize/matching.h"

namespace lyhord::anonymize {

class PersonalNumbers {
public:
    PersonalNumbers();

    Findings find(std::string_view text) const;

private:
    Findings after_cue(std::string_view text) const;
    Findings by_check_digit(std::string_view text) const;
    Findings with_letter(std::string_view text) const;

    Pattern cue_;
    Pattern number_;
    Pattern lettered_;
};

}  // namespace lyhord::anonymize
