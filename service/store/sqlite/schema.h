// Owns the schema: making a database, bringing an old one up to date, and refusing what is not
// ours. An existing file is never overwritten.
#pragma once

#include <filesystem>

#include "store/sqlite/connection.h"

namespace lyhord::store::sqlite {

// The newest schema this program knows.
std::int64_t newest_schema();

// The database of a data directory, for the one writer; made if there is none. corrupt: the file is
// empty, damaged or not Lyhörd's; newer: a newer Lyhörd wrote it. Both name the path.
base::Result<Connection> open_database(const std::filesystem::path& name);

// A file that nobody has in use, such as a backup. Not migrated: newer or corrupt as above.
base::Result<Connection> open_file(const std::filesystem::path& name, Access access);

// True for a backup that carries attachments.
base::Result<bool> has_attachments(Connection& connection);

base::Result<std::int64_t> schema_of(Connection& connection);

}  // namespace lyhord::store::sqlite
