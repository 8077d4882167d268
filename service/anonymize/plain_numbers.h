// Owns the numbers that point at nobody: amounts, measures, years, dates, times, help lines.
#pragma once

#include <string_view>

#include "anonymize/matching.h"

namespace lyhord::anonymize {

class PlainNumbers {
public:
    PlainNumbers();

    // True if the number is followed by a unit ("5 000 kr", "50 km/h", "12 personer").
    bool is_amount(std::string_view text, ByteRange number) const;
    // True if the whole text is a date, a time, or a span of years, days or hours.
    bool is_date_or_time(std::string_view number) const;
    // True if the whole text is one or several public help numbers: 112, 114 14, 1177, 116 111.
    bool is_help_number(std::string_view number) const;
    // True if what stands before the number says that it belongs to a case, a law or a book.
    bool is_reference(std::string_view text, std::size_t number_start) const;

private:
    Pattern unit_;
    Pattern date_or_time_;
    Pattern help_;
    Pattern reference_;
};

// True for four digits from 1800 to 2099.
bool is_year(std::string_view number);

}  // namespace lyhord::anonymize
