// Owns Environment: what every class of access/ works with.
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "store/store.h"

namespace lyhord::access {

struct Environment {
    store::Store& store;
    const base::Clock& clock;
    base::Random& random;
};

}  // namespace lyhord::access
