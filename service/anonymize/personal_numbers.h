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
    // Occurs beside what is found of digits that are few or stand apart: the last four, a day of
    // birth with its month in words.
    static std::string hint();

private:
    Findings after_cue(std::string_view text) const;
    Findings by_check_digit(std::string_view text) const;
    bool may_be_date_and_time(const Match& match) const;
    Findings in_groups(std::string_view text) const;
    Findings with_letter(std::string_view text) const;
    Findings with_lookalikes(std::string_view text) const;
    Findings in_parts(std::string_view text) const;
    bool is_part(std::string_view text, const Pattern& pattern, const Match& match) const;

    Pattern cue_;
    Pattern number_;
    Pattern spaced_;
    Pattern lettered_;
    Pattern finnish_;
    Pattern born_;
    Pattern last_four_;
    Pattern ends_in_;
    Pattern person_near_;
    Pattern lookalike_;
    Pattern hour_and_minute_;
};

}  // namespace lyhord::anonymize
