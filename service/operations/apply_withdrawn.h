// Owns how a restore destroys the texts that had been withdrawn after its backup was taken.
#pragma once

#include "store/store.h"
#include "store/withdrawn_list.h"

namespace lyhord::operations {

// Destroys the comments in the list, and keeps the ids for the rounds that still count: how many
// comments there were.
base::Result<std::int64_t> apply_withdrawn(store::Store& store, const store::Withdrawn& withdrawn);

}  // namespace lyhord::operations
