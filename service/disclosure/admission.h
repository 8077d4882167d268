// Owns batch admission at a tick: which pending fragments of a question may be counted now.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "disclosure/shape.h"

namespace lyhord::disclosure {

// A fragment that may be counted, and the categories in which it is counted.
struct Admitted {
    std::size_t fragment = 0;  // position in the fragments given
    std::vector<Index> categories;
};

// What a tick or a settlement decided. Positions ascend; a caller that stores anything in this
// order must shuffle first.
struct Outcome {
    std::vector<Admitted> admitted;
    std::vector<std::size_t> left;      // at a tick: pending; at settlement: withheld, destroyed
    std::vector<std::int64_t> recoded;  // a dimension: admitted with another category than declared
};

// The largest set of fragments in which no category breaks rule 1 or 2 and no fragment rule 3
// (README.md), found by taking out what breaks a rule until nothing does. Each
// removal only makes others more likely, so the set is unique and the order does not matter. The
// whole batch is a category too. The rules look at this batch only, never at what was released.
//
// Nothing is admitted if fewer than `batch_min` fragments remain. Every fragment must fit the
// shape. Time grows as fragments x dimensions.
Outcome admit(const QuestionShape& shape,
              std::span<const Fragment> fragments,
              std::size_t batch_min);

}  // namespace lyhord::disclosure
