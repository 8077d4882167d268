// Owns Restore: from a backup to a data directory that the service can start on. Everything, keys
// too, is put together beside the database and takes its place at the end (Placement), so a restore
// that fails changes nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "operations/staging.h"
#include "store/data_directory.h"

namespace lyhord::operations {

enum class ExistingDatabase {
    refuse,
    set_aside,  // renamed to lyhord.db.before-restore
};

enum class MissingRows {
    refuse,
    accept,  // the database had lost rows when the backup was taken
};

// The comments that nobody has reviewed, if neither the backup nor the machine has their key.
// Without a recovery key they are given up with all else that is sealed.
enum class LostComments {
    refuse,
    accept,
};

struct RestoreOptions {
    std::filesystem::path backup;
    std::optional<std::string> recovery_key;  // as printed by Recovery, or typed from paper
    ExistingDatabase existing = ExistingDatabase::refuse;
    MissingRows missing_rows = MissingRows::refuse;
    LostComments lost_comments = LostComments::refuse;
};

struct RestoreReport {
    std::int64_t rounds = 0;
    std::int64_t answers_counted = 0;    // in released tables
    std::int64_t answers_uncounted = 0;  // sealed or waiting, and readable: the next tick has them
    std::int64_t comments = 0;
    std::int64_t keys_unwrapped = 0;
    bool recovery_key_given = false;

    // What no key on this machine or in the backup can read. It is removed.
    std::int64_t answers_lost = 0;   // acknowledged, and not counted at all
    std::int64_t pieces_lost = 0;    // sealed parts of answers that waited for a batch
    std::int64_t comments_lost = 0;  // not yet reviewed

    std::int64_t comments_withdrawn = 0;  // had been withdrawn after the backup, and are gone again
    std::int64_t texts_overdue = 0;       // beyond their day of disposal: run a disposal
    std::filesystem::path set_aside;      // empty if there was no database

    // For the operator, one sentence a line.
    std::vector<std::string> lines() const;
};

class Restore {
public:
    // The directory must be locked, and nothing else may use it.
    Restore(const store::DataDirectory& directory, const base::Clock& clock)
        : directory_(directory), clock_(clock) {}

    // conflict: there is a database, or comments would be lost although there is a recovery key;
    // invalid: the recovery key has a typing error, or is not the
    // one of this backup; corrupt: the backup is damaged; newer: a newer Lyhörd wrote it.
    base::Result<RestoreReport> run(const RestoreOptions& options);

private:
    base::Result<void> check_place(const RestoreOptions& options) const;
    // Makes everything ready beside the database.
    base::Result<RestoreReport> stage(const RestoreOptions& options, const Staging& staging) const;

    const store::DataDirectory& directory_;
    const base::Clock& clock_;
};

}  // namespace lyhord::operations
