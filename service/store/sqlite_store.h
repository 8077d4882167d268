// Owns the way to a Store on SQLite.
#pragma once

#include <memory>

#include "base/clock.h"
#include "store/data_directory.h"
#include "store/store.h"

namespace lyhord::store {

// Opens the database of a locked data directory, or makes it. `directory` must stay locked, and
// `clock` alive, for as long as the store. Errors name the path: corrupt (empty, damaged, not ours:
// the file is left as it is; or gone, while keys of its answers are there), newer (a newer Lyhörd
// wrote it), io.
base::Result<std::unique_ptr<Store>> open_sqlite(const DataDirectory& directory,
                                                 const base::Clock& clock);

}  // namespace lyhord::store
