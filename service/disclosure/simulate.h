// Owns the engine of `lyhord release simulate`: what would be released if a tick followed every
// answer. The service itself never ticks for an answer, only by the clock.
#pragma once

#include <istream>
#include <ostream>
#include <vector>

#include "base/limits.h"
#include "base/operator_text.h"
#include "base/result.h"

namespace lyhord::disclosure {

struct SimulateOptions {
    std::vector<base::OperatorText> dimensions;  // names of columns
    base::OperatorText question;                 // the column that holds the answer, one option
    int batch_size_min = base::limits::batch_size_default;  // b
};

// Reads CSV with a header, one answer a row in order of arrival, and writes a JSON line after each:
//   {"after": rows, "admitted": answers, "tables": {"total": {option: count}, dimension:
//    {category: {option: count}}}}
// where everything is cumulative, counts of 0 are absent and empty tables are {}. The last line is
// the settlement: {"closed": true, "after", "admitted", "withheld", "recoded": {dimension:
// answers}, "tables"}. Rules 1 to 3 (README.md) apply and the smallest batch is b. A row without an
// answer counts in `after` only; an empty background cell is in the category `_missing`. Categories
// keep the order in which they first appear.
//
// Errors: invalid for a column that is not there, named twice or called "total", a b outside its
// limits, a row with another number of fields than the header, bad CSV; too_large over a limit.
base::Result<void> simulate(std::istream& in, std::ostream& out, const SimulateOptions& options);

}  // namespace lyhord::disclosure
