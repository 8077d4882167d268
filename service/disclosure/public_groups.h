// Owns the groups of a public edition: whole categories are joined until none is too small to be
// told to everybody.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "disclosure/shape.h"

namespace lyhord::disclosure {

// Where each category of a dimension ends that holds so many people, if every one must hold
// `people_min` of them: an area in its parent's remainder, any other in "Ej redovisat", which the
// smallest others join while it holds too few. Only "Ej redovisat" may be left with less, if it
// then holds all there is.
std::vector<Index> public_groups(const Dimension& dimension,
                                 std::span<const std::int64_t> people,
                                 int people_min);

}  // namespace lyhord::disclosure
