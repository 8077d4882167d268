// Owns what belongs to an address beside its street and number: the flat before it; the flat, the
// floor, the staircase, the code and the postcode with its town after it.
#pragma once

#include <cstddef>
#include <string_view>

#include "anonymize/matching.h"

namespace lyhord::anonymize {

class HouseParts {
public:
    HouseParts();

    // Where the address that is written up to here starts: "lgh 4, Skolgatan".
    std::size_t start_before(std::string_view text, std::size_t at) const;
    // Where the address whose number ends here ends: "12-14, lgh 1102, 3 tr, 871 31".
    std::size_t end_after_number(std::string_view text, std::size_t at) const;
    // The same where no other number of a range can follow: "12 Storgatan, 2nd floor".
    std::size_t end_after_street(std::string_view text, std::size_t at) const;
    // ", Härnösand": a town that follows belongs to the address; after a postcode in any case.
    std::size_t town_end(std::string_view text, std::size_t at) const;

private:
    Pattern before_;
    Pattern range_;
    Pattern part_;
    Pattern postal_;
    Pattern town_;
    Pattern postcode_;
};

}  // namespace lyhord::anonymize
