// Owns settlement: the last release of a round, which puts what a tick would leave behind into
// larger categories before it withholds anything.
#pragma once

#include <span>
#include <vector>

#include "disclosure/admission.h"
#include "disclosure/shape.h"

namespace lyhord::disclosure {

// Judges all fragments of the question that are still pending (README.md): whole
// categories move until each keeps rules 1 and 2, one peeling follows, and what it takes out is
// counted under "Ej redovisat" in every dimension if that group keeps both rules by itself.
// `left` of the outcome is what must be withheld; only its number may be told.
Outcome settle(const QuestionShape& shape, std::span<const Fragment> fragments);

// The first step alone, for one dimension (its position in the shape): where each category ends.
std::vector<Index> settled_categories(const QuestionShape& shape,
                                      std::span<const Fragment> fragments,
                                      std::size_t dimension);

}  // namespace lyhord::disclosure
