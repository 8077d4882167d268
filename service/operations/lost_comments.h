// Owns what can be done about comments that nobody has reviewed and no key opens: they are counted
// and removed, since no text is counted or sealed any more while they are there.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "store/keys/key_files.h"
#include "store/store.h"

namespace lyhord::operations {

// How many comments are sealed to a review key that is not in keys/; 0 if it is. io: its file
// cannot be read, so it may be there.
base::Result<std::int64_t> lost_comments(store::Store& store, const store::KeyFiles& keys);

// Removes the comments that nobody has reviewed, all at once: how many there were.
base::Result<std::int64_t> give_up_unreviewed(store::Store& store);

}  // namespace lyhord::operations
