// Owns the record of answers that a restore without keys had to give up, so that the numbers of
// their round still add up: counted + sealed + withheld + lost = acknowledged.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "store/store.h"

namespace lyhord::operations {

// Answers of the round that were lost in all restores; 0 if none were.
base::Result<std::int64_t> answers_lost(store::Store& store, const base::Id& round);

base::Result<void> add_answers_lost(store::Store& store, const base::Id& round, std::int64_t more);

}  // namespace lyhord::operations
