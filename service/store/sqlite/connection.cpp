#include "store/sqlite/connection.h"

#include <sqlite3.h>

#include "store/sqlite/fault.h"

namespace lyhord::store::sqlite {
namespace {

using base::Result;

constexpr std::chrono::milliseconds reader_patience{5000};
// Pages of 8 KB: a log of 8 MB is moved into the database in passing, between two groups, while
// answers wait. A longer log would be moved at less cost, but keep them waiting longer.
constexpr int writer_autocheckpoint_pages = 1024;

// What every connection is set to. No memory map: a damaged disk would end the process by SIGBUS.
// Sorting in memory: nothing of an answer goes to a temporary file.
constexpr const char* common_pragmas =
    "PRAGMA mmap_size = 0;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA temp_store = MEMORY;";

constexpr const char* read_pragmas = "PRAGMA query_only = ON;";

constexpr const char* write_pragmas =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA cache_size = -8192;";

constexpr const char* file_pragmas =
    "PRAGMA journal_mode = DELETE;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA foreign_keys = ON;";

int bind_content(sqlite3_stmt* statement, int slot, const Value::Content& content) {
    if (const auto* number = std::get_if<std::int64_t>(&content)) {
        return sqlite3_bind_int64(statement, slot, *number);
    }
    if (const auto* text = std::get_if<std::string_view>(&content)) {
        const char* const begin = text->empty() ? "" : text->data();
        return sqlite3_bind_text64(
            statement, slot, begin, text->size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    if (const auto* bytes = std::get_if<base::ByteView>(&content)) {
        // A null pointer would bind NULL instead of an empty blob.
        return bytes->empty() ? sqlite3_bind_zeroblob(statement, slot, 0)
                              : sqlite3_bind_blob64(
                                    statement, slot, bytes->data(), bytes->size(), SQLITE_STATIC);
    }
    return sqlite3_bind_null(statement, slot);
}

// Gives the statement back, and lets go of the values it was bound to.
class Running {
public:
    explicit Running(sqlite3_stmt* statement) : statement_(statement) {}
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

private:
    sqlite3_stmt* statement_;
};

}  // namespace

void Connection::CloseConnection::operator()(sqlite3* connection) const {
    sqlite3_close_v2(connection);
}

void Connection::FinalizeStatement::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Result<Connection> Connection::open(const std::filesystem::path& path, Access access) {
    const bool reads = access == Access::read || access == Access::copy;
    const int mode = reads ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    const int flags = mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
    Connection connection(opened);
    if (code != SQLITE_OK) {
        return base::fail(error_of(code));
    }
    if (const Result<void> ready = connection.set_up(access); !ready) {
        return base::fail(ready.error());
    }
    return connection;
}

Result<void> Connection::set_up(Access access) {
    sqlite3* const raw = connection_.get();
    sqlite3_busy_timeout(raw, static_cast<int>(reader_patience.count()));
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (const Result<void> common = execute(common_pragmas); !common) {
        return common;
    }
    sqlite3_wal_autocheckpoint(raw, 0);
    if (access == Access::read || access == Access::copy) {
        sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
    return access == Access::read ? execute(read_pragmas) : Result<void>{};
}

Result<void> Connection::begin_writing(Access access) {
    if (access == Access::write) {
        sqlite3_wal_autocheckpoint(connection_.get(), writer_autocheckpoint_pages);
    }
    return execute(access == Access::write ? write_pragmas : file_pragmas);
}

Result<void> Connection::execute(const std::string& script) {
    const int code = sqlite3_exec(connection_.get(), script.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return base::fail(error_of(code));
    }
    return {};
}

Result<Connection::Prepared*> Connection::prepare(std::string_view sql) {
    if (const auto known = prepared_.find(sql); known != prepared_.end()) {
        return &known->second;
    }
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(connection_.get(),
                                        sql.data(),
                                        static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT,
                                        &raw,
                                        nullptr);
    Prepared prepared{.statement = {raw, {}}, .slots = {}};
    if (code != SQLITE_OK) {
        return base::fail(error_of(code));
    }
    // SQLite numbers $n by first occurrence, so each is looked up by its name.
    const auto count = static_cast<std::size_t>(sqlite3_bind_parameter_count(raw));
    for (std::size_t i = 1; prepared.slots.size() < count; ++i) {
        prepared.slots.push_back(
            sqlite3_bind_parameter_index(raw, ("$" + std::to_string(i)).c_str()));
    }
    return &prepared_.emplace(sql, std::move(prepared)).first->second;
}

Result<void> Connection::bind(const Prepared& prepared, std::initializer_list<Value> values) {
    if (values.size() != prepared.slots.size()) {
        return base::fail(base::Fault::internal, "a statement got another number of values");
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int code = bind_content(
            prepared.statement.get(), prepared.slots[i], (values.begin() + i)->content());
        if (code != SQLITE_OK) {
            return base::fail(error_of(code));
        }
    }
    return {};
}

Result<void> Connection::visit(std::string_view sql,
                               std::initializer_list<Value> values,
                               const std::function<void(Row&)>& each) {
    const Result<Prepared*> prepared = prepare(sql);
    if (!prepared) {
        return base::fail(prepared.error());
    }
    sqlite3_stmt* const statement = (*prepared)->statement.get();
    const Running running(statement);
    if (const Result<void> bound = bind(**prepared, values); !bound) {
        return bound;
    }
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
        Row row(statement);
        each(row);
        if (row.damaged()) {
            return base::fail(base::Fault::corrupt, "a row of the database is damaged");
        }
    }
    if (code != SQLITE_DONE) {
        return base::fail(error_of(code));
    }
    return {};
}

Result<std::int64_t> Connection::change(std::string_view sql, std::initializer_list<Value> values) {
    const Result<void> done = visit(sql, values, [](Row&) {});
    if (!done) {
        return base::fail(done.error());
    }
    return sqlite3_changes64(connection_.get());
}

Result<std::int64_t> Connection::integer(std::string_view sql,
                                         std::initializer_list<Value> values) {
    const auto found = one(sql, values, [](Row& row) { return row.integer(0); });
    if (!found) {
        return base::fail(found.error());
    }
    if (!*found) {
        return base::fail(base::Fault::corrupt, "a row of the database is missing");
    }
    return **found;
}

std::int64_t Connection::rows_changed() const { return sqlite3_total_changes64(connection_.get()); }

bool Connection::in_transaction() const { return sqlite3_get_autocommit(connection_.get()) == 0; }

Result<bool> Connection::checkpoint(std::chrono::milliseconds patience) {
    sqlite3_busy_timeout(connection_.get(), static_cast<int>(patience.count()));
    const int code = sqlite3_wal_checkpoint_v2(
        connection_.get(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(connection_.get(), static_cast<int>(reader_patience.count()));
    if ((code & 0xFF) == SQLITE_BUSY) {
        return false;
    }
    if (code != SQLITE_OK) {
        return base::fail(error_of(code));
    }
    return true;
}

}  // namespace lyhord::store::sqlite
