// Owns the detection of vehicle registration numbers: ABC 123 and ABC 12D.
#pragma once

#include <string_view>

#include "anonymize/matching.h"
#include "anonymize/plain_numbers.h"
#include "anonymize/signs.h"

namespace lyhord::anonymize {

class Plates {
public:
    explicit Plates(const PlainNumbers& plain);

    // ABC 123, abc12d.
    Findings find(std::string_view text) const;
    // "m l x 4 0 8", "mlx fyra noll åtta", "Martin Ludvig Xerxes 408"; where the hint occurs.
    Findings spelled(std::string_view text) const;
    static std::string spelled_hint();

private:
    Findings spelled_as(const Pattern& pattern, std::string_view text) const;
    bool has_cue(std::string_view text, std::size_t start) const;
    // `beside_found`: one sign after another plate.
    bool is_plate(std::string_view text, const Match& match, bool beside_found) const;
    bool is_certain(std::string_view text, const Match& match) const;
    bool is_beside_vehicle(std::string_view text, ByteRange range) const;
    Findings usual(std::string_view text) const;
    Findings chassis_numbers(std::string_view text) const;
    Findings of_other_forms(std::string_view text) const;

    const PlainNumbers& plain_;
    Pattern plate_;
    Pattern spelled_;
    Pattern spoken_;
    Pattern named_;
    Pattern other_form_;
    Pattern chassis_;
    Pattern vin_;
    SignWords chassis_words_;
    SignWords other_words_;
    Pattern vehicle_near_;
    Pattern cue_;
    Pattern vehicle_;
};

}  // namespace lyhord::anonymize
