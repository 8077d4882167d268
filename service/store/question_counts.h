// Owns the sums of a round's released rows, by question, dimension and category. What adds them up
// must still pass a gate of disclosure/ before anybody sees them.
#pragma once

#include <vector>

#include "domain/releasable.h"
#include "store/rows.h"

namespace lyhord::store {

// One entry a question, in the plan's order.
std::vector<domain::QuestionCounts> question_counts(const domain::ReleasePlan& plan,
                                                    const ReleasedRows& rows);

}  // namespace lyhord::store
