// Owns what happens to the sealed records that nobody can open any more after a restore: they are
// counted and removed, and their rounds go on with a new epoch.
#pragma once

#include <cstdint>

#include "base/day.h"
#include "operations/restored_keys.h"
#include "store/store.h"

namespace lyhord::operations {

struct GivenUp {
    std::int64_t answers = 0;
    std::int64_t pieces = 0;
};

struct RestoredStore {
    store::Store& store;
    store::KeyFiles& keys;  // gets the keys of new epochs
    base::Day today;
};

// Gives up the epochs without a key. An open one is replaced by a new epoch, so that nothing is
// ever sealed to a key that is lost; how many answers each round loses is recorded.
base::Result<GivenUp> give_up_epochs(const RestoredStore& restored, const RestoredKeys& keys);

}  // namespace lyhord::operations
