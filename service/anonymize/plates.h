// Owns the detection of vehicle registration numbers: ABC 123 and ABC 12D.
#pragma once

#include <string_view>

#include "anonymize/matching.h"
#include "anonymize/plain_numbers.h"

namespace lyhord::anonymize {

class Plates {
public:
    explicit Plates(const PlainNumbers& plain);

    Findings find(std::string_view text) const;

private:
    bool has_cue(std::string_view text, std::size_t start) const;
    Findings spelled(std::string_view text) const;
    bool is_plate(std::string_view text, ByteRange range) const;

    const PlainNumbers& plain_;
    Pattern plate_;
    Pattern spelled_;
    Pattern cue_;
    Pattern vehicle_;
};

}  // namespace lyhord::anonymize
