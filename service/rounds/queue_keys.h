// Owns the life of a round's queue key, to which devices seal answers that wait there: every round
// has one until it is settled, and none afterwards.
#pragma once

#include "base/result.h"
#include "store/frozen_rounds.h"
#include "store/keys/key_files.h"

namespace lyhord::rounds {

// Makes those that are missing (the round is older than queue keys, or its file is lost) and
// destroys those that a crash left behind a settlement. Harmless to repeat.
base::Result<void> tidy_queue_keys(const store::FrozenRounds& rounds, store::KeyFiles& keys);

}  // namespace lyhord::rounds
