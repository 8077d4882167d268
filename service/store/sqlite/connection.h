// Owns Connection: one connection to one database file, and the statements prepared on it. Used by
// one thread at a time.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "store/sqlite/row.h"
#include "store/sqlite/value.h"

struct sqlite3;

namespace lyhord::store::sqlite {

enum class Access {
    read,   // sees only what was committed; never writes, never checkpoints
    copy,   // reads, and may write another file by VACUUM INTO
    write,  // the one writer of a database in use
    file,   // a file that nobody else uses: a new database, a backup
};

class Connection {
public:
    // The file must exist. Nothing is written to it yet, so that it can be looked at first.
    static base::Result<Connection> open(const std::filesystem::path& path, Access access);
    // Sets the journal and what else a connection needs that writes.
    base::Result<void> begin_writing(Access access);

    // Several statements without parameters, such as a migration.
    base::Result<void> execute(const std::string& script);

    // A statement with parameters $1, $2 ... in the order of `values`. `sql` must be a literal: the
    // prepared statement is kept under it. Returns the number of rows changed.
    base::Result<std::int64_t> change(std::string_view sql,
                                      std::initializer_list<Value> values = {});

    // Calls `each` for every row of the result. corrupt: a row was damaged.
    base::Result<void> visit(std::string_view sql,
                             std::initializer_list<Value> values,
                             const std::function<void(Row&)>& each);

    // What `read` makes of every row.
    template <typename Read>
    auto all(std::string_view sql, std::initializer_list<Value> values, Read read)
        -> base::Result<std::vector<std::invoke_result_t<Read, Row&>>> {
        std::vector<std::invoke_result_t<Read, Row&>> out;
        const auto visited = visit(sql, values, [&](Row& row) { out.push_back(read(row)); });
        if (!visited) {
            return base::fail(visited.error());
        }
        return out;
    }

    // What `read` makes of the row, or nothing if there is none.
    template <typename Read>
    auto one(std::string_view sql, std::initializer_list<Value> values, Read read)
        -> base::Result<std::optional<std::invoke_result_t<Read, Row&>>> {
        std::optional<std::invoke_result_t<Read, Row&>> out;
        const auto visited = visit(sql, values, [&](Row& row) { out.emplace(read(row)); });
        if (!visited) {
            return base::fail(visited.error());
        }
        return out;
    }

    // The first column of the only row, for pragmas and counts.
    base::Result<std::int64_t> integer(std::string_view sql,
                                       std::initializer_list<Value> values = {});

    // Rows changed since the connection was opened.
    std::int64_t rows_changed() const;

    // False after an error that made the engine give up the whole transaction.
    bool in_transaction() const;

    // Moves the log into the database file and cuts it to zero bytes. False if a reader still needs
    // the log after `patience`; the connection must be the writer's.
    base::Result<bool> checkpoint(std::chrono::milliseconds patience);

private:
    struct CloseConnection {
        void operator()(sqlite3* connection) const;
    };
    struct FinalizeStatement {
        void operator()(sqlite3_stmt* statement) const;
    };
    struct Prepared {
        std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement;
        std::vector<int> slots;  // where SQLite keeps $1, $2 ...; 0 if not in the text
    };

    explicit Connection(sqlite3* connection) : connection_(connection) {}
    base::Result<void> set_up(Access access);
    base::Result<Prepared*> prepare(std::string_view sql);
    base::Result<void> bind(const Prepared& prepared, std::initializer_list<Value> values);

    std::unique_ptr<sqlite3, CloseConnection> connection_;
    std::unordered_map<std::string_view, Prepared> prepared_;  // goes before the connection
};

}  // namespace lyhord::store::sqlite
