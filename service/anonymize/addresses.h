// Owns the detection of street addresses. A street with a number is one; a street or a square alone
// is a place that staff need to know about, and is left.
#pragma once

#include <string_view>

#include "anonymize/house_parts.h"
#include "anonymize/matching.h"
#include "anonymize/plain_numbers.h"

namespace lyhord::anonymize {

class Addresses {
public:
    Addresses(const PlainNumbers& plain, const HouseParts& parts);

    Findings find(std::string_view text) const;
    // "Storgatan tolv"; where the hint occurs.
    Findings with_spoken_number(std::string_view text) const;
    static std::string spoken_hint();

private:
    // In a match, group 2 is the number and group 3 its letter.
    Findings abbreviated(std::string_view text) const;
    std::size_t add(Findings& findings,
                    std::string_view text,
                    const Match& match,
                    std::size_t street_end) const;
    std::size_t end_of(std::string_view text, const Match& match) const;
    bool is_lettered(std::string_view text, const Match& number) const;
    bool counts_with_next(std::string_view text, std::size_t at) const;
    bool is_house_number(std::string_view text, const Match& number) const;
    bool is_part_of_list(std::string_view text, const Match& match, ByteRange address) const;

    const PlainNumbers& plain_;
    const HouseParts& parts_;
    Pattern number_;
    Pattern spoken_;
    Pattern joined_;
    Pattern abbreviated_;
    Pattern sentence_end_;
    Pattern and_;
    Pattern finnish_flat_;
    Pattern short_street_;
    Pattern dwelling_follows_;
    Pattern place_follows_;
    Pattern home_cue_;
    Pattern day_;
    Pattern next_number_;
    Pattern month_;
    Pattern time_;
};

}  // namespace lyhord::anonymize
