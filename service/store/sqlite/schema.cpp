#include "store/sqlite/schema.h"

#include "base/limits.h"
#include "base/log/log.h"
#include "store/data_directory.h"
#include "store/durable_file.h"
#include "store/queries.h"
#include "store/sqlite/pending.h"
#include "store/sqlite/transaction.h"

namespace lyhord::store::sqlite {
namespace {

using base::Fault;
using base::Result;
using std::filesystem::path;

constexpr std::int64_t application_id = 0x4C79486F;  // "LyHo"
constexpr std::string_view file_magic{"SQLite format 3\0", 16};
constexpr std::chrono::milliseconds patience{10'000};

std::unexpected<base::Error> fail_at(Fault fault, base::Literal message, const path& subject) {
    return std::unexpected(DataDirectory::error(fault, message, subject));
}

path with_suffix(path name, std::string_view suffix) {
    name += suffix;
    return name;
}

// Before the engine sees the file: it would take an empty one for a new database.
Result<void> check_beginning(const path& name) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(name, failure);
    if (failure) {
        return fail_at(Fault::io, "cannot look at the database", name);
    }
    if (size == 0) {
        return fail_at(Fault::corrupt, "the database is empty: restore it from a backup", name);
    }
    const auto beginning = DurableFile::read_beginning(name, file_magic.size());
    if (!beginning) {
        return base::fail(beginning.error());
    }
    if (base::as_text(*beginning) != file_magic) {
        return fail_at(Fault::corrupt, "the file is no database: restore it from a backup", name);
    }
    return {};
}

// A full disk is no damage: whoever restored a backup for it would lose answers.
std::unexpected<base::Error> fail_to_open(const base::Error& error, const path& name) {
    return error.fault() == Fault::corrupt
               ? fail_at(Fault::corrupt, "the database is damaged: restore it from a backup", name)
               : fail_at(error.fault(),
                         "the database cannot be opened: is the disk full, or does it fail?",
                         name);
}

Result<void> check_identity(Connection& connection, const path& name) {
    const auto application = connection.integer("PRAGMA application_id");
    const auto version = schema_of(connection);
    if (!application || !version) {
        return fail_to_open(!application ? application.error() : version.error(), name);
    }
    if (*application != application_id || *version < 1) {
        return fail_at(Fault::corrupt, "the file is not a database of Lyhörd", name);
    }
    if (*version > newest_schema()) {
        return fail_at(Fault::newer, "the database was written by a newer version of Lyhörd", name);
    }
    return {};
}

Result<void> check_pages(Connection& connection, const path& name) {
    const auto pages = connection.integer("PRAGMA page_count");
    const auto page_bytes = connection.integer("PRAGMA page_size");
    if (pages && page_bytes && *pages * *page_bytes > base::limits::quick_check_bytes_max) {
        return {};  // too large to be read at every start: `lyhord check` does it
    }
    const auto verdict =
        connection.one("PRAGMA quick_check(1)", {}, [](Row& row) { return row.text(0) == "ok"; });
    if (!verdict) {
        return fail_to_open(verdict.error(), name);
    }
    if (!*verdict || !**verdict) {
        return fail_at(Fault::corrupt, "the database is damaged: restore it from a backup", name);
    }
    return {};
}

Result<void> fill_new_file(const path& name) {
    Result<Connection> connection = Connection::open(name, Access::file);
    if (!connection) {
        return base::fail(connection.error());
    }
    const auto prepared =
        connection->execute("PRAGMA page_size = " + std::to_string(page_bytes) +
                            ";PRAGMA application_id = " + std::to_string(application_id));
    if (!prepared) {
        return prepared;
    }
    const Result<void> writing = connection->begin_writing(Access::file);
    return writing ? migrate(*connection, sqlite_migrations) : writing;
}

// Without room the service starts all the same, and the writer tries again.
Result<void> rewrite_or_tell(Connection& connection) {
    const Result<void> rewritten = rewrite(connection, patience);
    if (rewritten || rewritten.error().fault() == Fault::corrupt) {
        return rewritten;
    }
    base::log::error(rewritten.error());
    base::log::warning(
        "the database could not be rewritten: texts that were removed may linger in it");
    return {};
}

// Made beside its place and renamed, so that a kill leaves no half database.
Result<void> create_database(const path& name) {
    if (std::filesystem::exists(with_suffix(name, "-wal"))) {
        return fail_at(Fault::corrupt, "the database is gone, but its log is there", name);
    }
    const path unfinished = with_suffix(name, ".new");
    std::error_code ignored;
    std::filesystem::remove(unfinished, ignored);
    std::filesystem::remove(with_suffix(unfinished, "-journal"), ignored);
    if (const Result<void> reserved = DurableFile::reserve(unfinished); !reserved) {
        return reserved;
    }
    if (const Result<void> filled = fill_new_file(unfinished); !filled) {
        return filled;
    }
    if (const Result<void> durable = DurableFile::sync(unfinished); !durable) {
        return durable;
    }
    std::filesystem::rename(unfinished, name, ignored);
    if (ignored) {
        return fail_at(Fault::io, "cannot create the database", name);
    }
    return DurableFile::sync_folder(name.parent_path());
}

// The database of a service, not a backup, and up to date.
Result<void> make_current(Connection& connection, const path& name) {
    const Result<bool> backup = has_attachments(connection);
    if (!backup || *backup) {
        return backup ? fail_at(Fault::invalid, "the file is a backup: restore it", name)
                      : base::fail(backup.error());
    }
    if (const Result<void> sound = check_pages(connection, name); !sound) {
        return sound;
    }
    return migrate(connection, sqlite_migrations);
}

// No remnant of a removed text, and an empty log.
Result<void> clean(Connection& connection) {
    const auto due = rewrite_is_due(connection);
    if (!due) {
        return base::fail(due.error());
    }
    const auto ready = *due ? rewrite_or_tell(connection) : Result<void>{};
    const auto emptied = connection.checkpoint(patience);
    if (!ready || !emptied) {
        return base::fail(!ready ? ready.error() : emptied.error());
    }
    return {};
}

}  // namespace

std::int64_t newest_schema() { return sqlite_migrations.back().version; }

Result<std::int64_t> schema_of(Connection& connection) {
    return connection.integer("PRAGMA user_version");
}

Result<void> migrate(Connection& connection, std::span<const Migration> migrations) {
    const auto version = schema_of(connection);
    if (!version) {
        return base::fail(version.error());
    }
    for (const Migration& migration : migrations) {
        if (migration.version <= *version) {
            continue;
        }
        const auto done = transact(connection, [&](Transaction&) -> Result<void> {
            return connection.execute(std::string(migration.sql) +
                                      "PRAGMA user_version = " + std::to_string(migration.version));
        });
        if (!done) {
            return done;
        }
    }
    return {};
}

Result<bool> has_attachments(Connection& connection) {
    const auto found =
        connection.one(queries::select_attachments_exist, {}, [](Row& row) { return row.text(0); });
    if (!found) {
        return base::fail(found.error());
    }
    return found->has_value();
}

Result<Connection> open_file(const path& name, Access access) {
    if (const Result<void> sound = check_beginning(name); !sound) {
        return base::fail(sound.error());
    }
    Result<Connection> connection = Connection::open(name, access);
    if (!connection) {
        return fail_to_open(connection.error(), name);
    }
    if (const Result<void> ours = check_identity(*connection, name); !ours) {
        return base::fail(ours.error());
    }
    if (access != Access::read) {
        if (const Result<void> writing = connection->begin_writing(access); !writing) {
            return base::fail(writing.error());
        }
    }
    return connection;
}

Result<Connection> open_database(const path& name) {
    std::error_code failure;
    if (!std::filesystem::exists(name, failure)) {
        if (const Result<void> created = create_database(name); !created) {
            return base::fail(created.error());
        }
    }
    Result<Connection> connection = open_file(name, Access::write);
    if (!connection) {
        return connection;
    }
    if (const Result<void> current = make_current(*connection, name); !current) {
        return base::fail(current.error());
    }
    if (const Result<void> cleaned = clean(*connection); !cleaned) {
        return base::fail(cleaned.error());
    }
    return connection;
}

}  // namespace lyhord::store::sqlite
