// Owns declared crossings: several background variables that are one dimension.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"
#include "disclosure/counts.h"
#include "disclosure/shape.h"

namespace lyhord::disclosure {

// Where a combination moves that breaks a rule at settlement.
enum class CrossingMove {
    to_not_reported,  // out of all its parts at once
    // To "Ej redovisat" of its first part's category, and only then out of that: every table of a
    // joint round (owner x dimension) then shows the same answers for an owner, so that comparing
    // two of them gives nothing away.
    within_first,
};

// The crossing of `parts` (two or more), named "a*b", with the categories "x*y" in the order of the
// questionnaire, the last part fastest. Parts' own "Ej redovisat" is not crossed.
//
// A variable must not stand in two dimensions (alone and crossed, or in two crossings) unless it is
// the first part of all of them under within_first: settlement moves each dimension by itself, and
// the difference of their sums would show a moved combination exactly. What a crossing's parts have
// by themselves is read off with margin().
//
// Errors: too_large over limits::categories_max.
base::Result<Dimension> cross(std::span<const Dimension> parts, CrossingMove move);

// The category of the crossing that holds one category of each part, neither being "Ej redovisat".
Index crossed_category(std::span<const Dimension> parts, std::span<const Index> categories);

// The counts of `parts[part]` within a crossing's counts, by that part's categories. What the
// crossing does not report is not reported here either.
std::vector<CategoryCounts> margin(std::span<const Dimension> parts,
                                   std::size_t part,
                                   std::span<const CategoryCounts> crossing);

}  // namespace lyhord::disclosure
