// Owns the forecast of what a round's dimensions cost: how many of the expected answers settlement
// leaves in the groups that people gave, before anybody has answered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/release_plan.h"

namespace lyhord::disclosure {

struct DimensionVisibility {
    std::string dimension;   // its id
    double own = 0;          // fraction of all answers that are shown in the group they gave
    std::size_t groups = 0;  // fixed at opening: areas that are too small share one
    std::size_t areas = 0;   // without parts, that could be groups; 0 of other questions
    // The same of the least visible other dimension, if this one were not declared; may be less
    // than with it, where what is left over is too small a group to be shown.
    double others_without = 0;
};

struct Visibility {
    std::int64_t answers = 0;
    double counted = 0;  // fraction of all answers; the others are withheld
    std::vector<DimensionVisibility> dimensions;
};

// Settles drawn rounds of so many answers (at least 1, at most 3,000) to the question that is
// judged in most dimensions by all rules, and takes the mean. People are spread over groups as the
// population is where it is known, and evenly where not; options are the rarer the later they
// stand. The same plan gives the same figures. Nothing: no question has a dimension.
std::optional<Visibility> expected_visibility(const domain::FrozenRound& round,
                                              std::int64_t answers);

}  // namespace lyhord::disclosure
