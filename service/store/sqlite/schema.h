// Owns the schema: making a database, bringing an old one up to date, and refusing what is not
// ours. An existing file is never overwritten.
#pragma once

#include <filesystem>
#include <span>

#include "store/migrations.h"
#include "store/sqlite/connection.h"

namespace lyhord::store::sqlite {

// The newest schema this program knows.
std::int64_t newest_schema();

// The database of a data directory, for the one writer; made if there is none. corrupt: the file is
// empty, damaged or not Lyhörd's; newer: a newer Lyhörd wrote it. Both name the path.
base::Result<Connection> open_database(const std::filesystem::path& name);

// A file that nobody has in use, such as a backup. Not migrated: newer or corrupt as above.
base::Result<Connection> open_file(const std::filesystem::path& name, Access access);

// Brings the schema up to the last of `migrations`, each in a transaction of its own, so that a
// kill leaves an old or a new schema and the next call goes on. `connection` must have begun to
// write.
base::Result<void> migrate(Connection& connection, std::span<const Migration> migrations);

// True for a backup that carries attachments.
base::Result<bool> has_attachments(Connection& connection);

base::Result<std::int64_t> schema_of(Connection& connection);

// The first schema whose comments may have a translation.
inline constexpr std::int64_t translations_schema = 3;
// The first schema with public editions.
inline constexpr std::int64_t publications_schema = 4;

}  // namespace lyhord::store::sqlite
