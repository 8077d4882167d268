// Owns the record of answers that are lost: that a restore without keys had to give up, or that
// were damaged before they reached their table. With it the numbers of their round still add up:
// counted
// + sealed + withheld + lost = acknowledged.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "store/store.h"

namespace lyhord::operations {

// Answers of the round that were lost until now; 0 if none were.
base::Result<std::int64_t> answers_lost(store::Store& store, const base::Id& round);

base::Result<void> add_answers_lost(store::Store& store, const base::Id& round, std::int64_t more);

// Records the damaged answers that are not recorded yet. To be called at the start, before any
// tick: damage is found when the database is opened, and its bytes go when their round is settled.
base::Result<void> tell_damaged_answers(store::Store& store);

}  // namespace lyhord::operations
