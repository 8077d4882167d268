// Owns subtotals: the figure of a parent area, as the sum of released categories inside it. A sum
// of released numbers reveals nothing that they do not.
#pragma once

#include <string>
#include <vector>

#include "domain/releasable.h"

namespace lyhord::reporting {

struct Subtotal {
    std::string code;
    std::string name;
    domain::CategoryCounts counts;
};

// In tree order. Parents of which some category moved out at settlement have none, since the sum
// would be too small.
std::vector<Subtotal> subtotals_of(const domain::FrozenRound& round,
                                   const domain::Dimension& dimension,
                                   const domain::DimensionCounts& counts);

}  // namespace lyhord::reporting
