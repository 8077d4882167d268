// Owns ReleaseGate: the only maker of ReleasableTable. It checks what admission should have made
// true, so that a fault elsewhere withholds a table instead of showing a person.
#pragma once

#include "base/result.h"
#include "domain/releasable.h"

namespace lyhord::disclosure {

class ReleaseGate {
public:
    // corrupt: a category holds 1 to b - 1 people, parts do not sum to the base, or counts exceed
    // it. The number is the question's index.
    static base::Result<domain::ReleasableTable> approve(const domain::ReleasePlan& plan,
                                                         domain::QuestionCounts counts);
};

}  // namespace lyhord::disclosure
