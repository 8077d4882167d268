// Owns representativity: who answered, beside who lives there.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"

namespace lyhord::statistics {

struct Representation {
    double answered = 0;    // fraction of the answers
    double population = 0;  // fraction of the people
    // answered - population, as a fraction: 0.05 is five percentage points too many.
    double difference() const { return answered - population; }
};

// By category, of answers and people of the same categories; those who did not say are left out by
// the caller. invalid: a different number of categories, a negative number, or nobody at all.
base::Result<std::vector<Representation>> represent(std::span<const double> answers,
                                                    std::span<const double> people);

}  // namespace lyhord::statistics
