// Owns the last step of a backup: a finished file takes its place, whole or not at all.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "store/backup_file.h"

namespace lyhord::operations {

// Moves `file`, also to another file system, where it is copied, verified and made durable beside
// `place` before it gets its name. conflict: `place` exists.
base::Result<void> move_backup(const std::filesystem::path& file,
                               const std::filesystem::path& place);

// corrupt: its pages are damaged. Rows that are missing are told in the report: they may have been
// missing when the backup was taken.
base::Result<store::CheckReport> verified_backup(const std::filesystem::path& file);

// Both errors name the path.
base::Result<void> copy_durably(const std::filesystem::path& from, const std::filesystem::path& to);
base::Result<void> rename_durably(const std::filesystem::path& from,
                                  const std::filesystem::path& to);

}  // namespace lyhord::operations
