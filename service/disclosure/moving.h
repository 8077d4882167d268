// Owns the moving of whole categories of one dimension to where they may be shown (README.md), the
// step that settlement and public editions share.
#pragma once

#include <vector>

#include "disclosure/shape.h"
#include "disclosure/tally.h"

namespace lyhord::disclosure {

// Where each category ends, so that every one that still holds anything keeps rules 1 and 2 by the
// shape's b; only "Ej redovisat" may be left with less, if it then holds all there is. `tally` is
// of the dimension's categories.
std::vector<Index> moved_categories(const QuestionShape& shape,
                                    const Dimension& dimension,
                                    Tally tally);

}  // namespace lyhord::disclosure
