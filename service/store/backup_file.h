// Owns what is done to a backup: a single database file that nobody has in use. It may carry
// attachments (wrapped keys), which a database in use never has. Every change is one transaction,
// durable when the call returns. Errors: corrupt and newer name the path; unavailable (full disk);
// io.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "store/rows.h"

namespace lyhord::store {

using Attachment = std::pair<std::string, base::Bytes>;  // (name, bytes)

// Destroys all texts of the round, and rewrites the file so that no remnant is left.
base::Result<void> dispose_texts_in_backup(const std::filesystem::path& name,
                                           const base::Id& round);

// Adds attachments, replacing those of the same name.
base::Result<void> attach_to_backup(const std::filesystem::path& name,
                                    const std::vector<Attachment>& attachments);

// All attachments, by name; none if the backup carries none.
base::Result<std::vector<Attachment>> backup_attachments(const std::filesystem::path& name);

// Makes a copy of a backup a database again: open_sqlite() refuses a file that has attachments.
base::Result<void> remove_attachments(const std::filesystem::path& name);

// Reads the whole file, and changes nothing.
base::Result<CheckReport> verify_backup(const std::filesystem::path& name);

}  // namespace lyhord::store
