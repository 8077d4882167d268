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

// Of parent areas that are no category themselves and in which somebody is counted, in tree order.
// None at all if settlement moved any answer of the dimension to another category: which parents
// lost some is not told, and their sums would be too small.
std::vector<Subtotal> subtotals_of(const domain::FrozenRound& round,
                                   const domain::Dimension& dimension,
                                   const domain::DimensionCounts& counts);

}  // namespace lyhord::reporting
