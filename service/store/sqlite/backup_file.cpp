#include "store/backup_file.h"

#include "store/durable_file.h"
#include "store/keys/key_files.h"
#include "store/queries.h"
#include "store/sqlite/arrivals.h"
#include "store/sqlite/inspection.h"
#include "store/sqlite/removal.h"
#include "store/sqlite/schema.h"

namespace lyhord::store {
namespace {

using base::Result;
using sqlite::Access;
using sqlite::Connection;
using sqlite::Row;
using sqlite::Transaction;
using std::filesystem::path;
using Work = std::function<Result<void>(Transaction&)>;

constexpr std::chrono::milliseconds patience{1'000};

Result<void> change_and_rewrite(const path& name, const Work& work) {
    Result<Connection> connection = sqlite::open_file(name, Access::file);
    if (!connection) {
        return base::fail(connection.error());
    }
    // What a killed service left: nothing is removed from a table that it has not reached.
    if (const Result<void> moved = sqlite::move_all_in_file(*connection); !moved) {
        return moved;
    }
    if (const Result<void> changed = sqlite::transact(*connection, work); !changed) {
        return changed;
    }
    if (const Result<void> rewritten = sqlite::rewrite(*connection, patience); !rewritten) {
        return rewritten;
    }
    return DurableFile::sync(name);
}

Result<void> nothing_or(const Result<std::int64_t>& changed) {
    return changed ? Result<void>{} : base::fail(changed.error());
}

// Nobody can tell which round it is of, and nobody will repair it in a backup.
Result<void> remove_damaged(Connection& connection) {
    const Result<std::int64_t> schema = sqlite::schema_of(connection);
    if (!schema || *schema < sqlite::arrivals_schema) {
        return schema ? Result<void>{} : base::fail(schema.error());
    }
    return nothing_or(connection.change(queries::delete_damaged_arrivals));
}

// What no tick had counted when the backup was taken holds texts too, and their keys lie beside it.
Result<void> remove_uncounted(Transaction& transaction, const base::Id& round) {
    Connection& connection = transaction.connection;
    const auto numbers = connection.all(queries::select_epochs, {}, [&round](Row& row) {
        return row.id(0) == round ? std::optional(row.integer(1)) : std::nullopt;
    });
    const Result<bool> carries_keys = sqlite::has_attachments(connection);
    if (!numbers || !carries_keys) {
        return base::fail(!numbers ? numbers.error() : carries_keys.error());
    }
    for (const std::optional<std::int64_t>& number : *numbers) {
        if (!number) {
            continue;
        }
        Result<void> gone = sqlite::remove_sealed_in(transaction, round, *number);
        if (gone && *carries_keys) {
            const std::string key = KeyFiles::file_name({.round = round, .number = *number});
            gone = nothing_or(connection.change(queries::delete_attachment, {key}));
        }
        if (!gone) {
            return gone;
        }
    }
    return remove_damaged(connection);
}

}  // namespace

Result<void> dispose_texts_in_backup(const path& name, const base::Id& round) {
    return change_and_rewrite(name, [&round](Transaction& transaction) {
        const Result<void> gone = remove_uncounted(transaction, round);
        return gone ? nothing_or(sqlite::remove_comments_of(transaction, round)) : gone;
    });
}

Result<void> attach_to_backup(const path& name, const std::vector<Attachment>& attachments) {
    return change_and_rewrite(name, [&attachments](Transaction& transaction) -> Result<void> {
        Result<void> done = nothing_or(transaction.connection.change(queries::create_attachments));
        for (const auto& [label, bytes] : attachments) {
            if (done) {
                done = nothing_or(
                    transaction.connection.change(queries::put_attachment, {label, bytes}));
            }
        }
        return done;
    });
}

Result<std::vector<Attachment>> backup_attachments(const path& name) {
    Result<Connection> connection = sqlite::open_file(name, Access::read);
    if (!connection) {
        return base::fail(connection.error());
    }
    const Result<bool> carried = sqlite::has_attachments(*connection);
    if (!carried) {
        return base::fail(carried.error());
    }
    if (!*carried) {
        return std::vector<Attachment>{};
    }
    return connection->all(queries::select_attachments, {}, [](Row& row) {
        return Attachment(row.text(0), row.bytes(1));
    });
}

Result<void> remove_attachments(const path& name) {
    return change_and_rewrite(name, [](Transaction& transaction) {
        return nothing_or(transaction.connection.change(queries::drop_attachments));
    });
}

Result<CheckReport> verify_backup(const path& name) {
    Result<Connection> connection = sqlite::open_file(name, Access::read);
    if (!connection) {
        return base::fail(connection.error());
    }
    return sqlite::inspect(*connection);
}

}  // namespace lyhord::store
