// Owns the last step of a restore: what was staged takes its place. It takes all of it or, after an
// error, none; what a kill interrupts is finished at the next start.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "base/result.h"
#include "store/data_directory.h"
#include "store/store.h"

namespace lyhord::operations {

// Both directories must be locked, and nothing else may use them.
class Placement {
public:
    Placement(const store::DataDirectory& staged, const store::DataDirectory& place)
        : staged_(staged), place_(place) {}

    // The database first: keys without their database could be lost to another, and a database
    // without its keys is recognized by finish_restore(). Returns where the database that was there
    // is now; empty if there was none. After an error everything is as it was, but for what could
    // not be put back, which is logged.
    base::Result<std::filesystem::path> run();
    // The keys and the list of withdrawn texts, when the database is in its place.
    base::Result<void> finish();

private:
    base::Result<std::filesystem::path> place_database();
    base::Result<void> place_rest();
    base::Result<void> move(const std::filesystem::path& from, const std::filesystem::path& to);
    base::Result<void> place_key(const std::string& name);
    void undo();

    const store::DataDirectory& staged_;
    const store::DataDirectory& place_;
    std::vector<std::function<base::Result<void>()>> undo_;  // in the order of what was done
};

// True if there is a database, or a log, which without its database still belongs to one: a new
// database must not stand beside it.
bool has_database(const store::DataDirectory& directory);

// Writes into the staged database where its keys are staged.
base::Result<void> name_staging(store::Store& store, const store::DataDirectory& staged);

// If a restore was killed when its database was in place and its keys were not: places them. To be
// called at start, before any key is used and before Staging::remove_abandoned().
base::Result<void> finish_restore(const store::DataDirectory& directory, store::Store& store);

}  // namespace lyhord::operations
