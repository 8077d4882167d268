// Owns the detection of street addresses. A street with a number is one; a street or a square alone
// is a place that staff need to know about, and is left.
#pragma once

#include <string_view>

#include "anonymize/matching.h"
#include "anonymize/plain_numbers.h"

namespace lyhord::anonymize {

class Addresses {
public:
    explicit Addresses(const PlainNumbers& plain);

    Findings find(std::string_view text) const;

private:
    std::size_t street_start(std::string_view text, std::size_t number_start) const;
    bool is_house_number(std::string_view text, const Match& number) const;
    std::size_t town_end(std::string_view text, std::size_t end) const;
    Findings with_cue(std::string_view text) const;

    const PlainNumbers& plain_;
    Pattern number_;
    Pattern rest_;
    Pattern home_;
    Pattern rural_;
    Pattern town_;
    Pattern time_;
};

}  // namespace lyhord::anonymize
