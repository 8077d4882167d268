#include "store/sqlite/transaction.h"

#include "base/limits.h"
#include "store/queries.h"

namespace lyhord::store::sqlite {
namespace {

using base::Result;

constexpr std::string_view rewrite_chore = "rewrite";

Result<void> write_tally(Connection& connection, std::string_view name, const Tally& change) {
    const auto stored = connection.one(queries::select_tally, {name}, [](Row& row) {
        return Tally{row.integer(0), static_cast<std::uint64_t>(row.integer(1))};
    });
    if (!stored) {
        return base::fail(stored.error());
    }
    if (!*stored) {
        return base::fail(base::Fault::corrupt, "a tally is missing");
    }
    // Added up here: the engine's integers do not wrap round. An empty table has no marks: of a row
    // that was damaged once, or whose mark was, another one is taken off than was added, and the
    // rest would be found by every check, long after the row has gone.
    const std::int64_t rows = (*stored)->rows + change.rows;
    const std::uint64_t marks = rows == 0 ? 0 : (*stored)->marks + change.marks;
    const auto written =
        connection.change(queries::update_tally, {name, rows, static_cast<std::int64_t>(marks)});
    return written ? Result<void>{} : base::fail(written.error());
}

}  // namespace

void Transaction::merge(const Transaction& job) {
    tallies.merge(job.tallies);
    for (const auto& [round, count] : job.acknowledged) {
        acknowledged[round] += count;
    }
}

Result<void> Transaction::flush() {
    for (std::size_t i = 0; i < tallied_names.size(); ++i) {
        const Tally& change = tallies.of(static_cast<Tallied>(i));
        if (change == Tally{}) {
            continue;
        }
        if (const Result<void> written = write_tally(connection, tallied_names[i], change);
            !written) {
            return written;
        }
    }
    for (const auto& [round, count] : acknowledged) {
        const auto added = connection.change(queries::add_acknowledged, {round, count});
        if (!added) {
            return base::fail(added.error());
        }
    }
    return {};
}

Result<void> transact(Connection& connection,
                      const std::function<Result<void>(Transaction&)>& work) {
    if (const auto begun = connection.change("BEGIN IMMEDIATE"); !begun) {
        return base::fail(begun.error());
    }
    Transaction transaction(connection);
    Result<void> done = work(transaction);
    if (done) {
        done = transaction.flush();
    }
    if (done) {
        if (const auto committed = connection.change("COMMIT"); !committed) {
            done = base::fail(committed.error());
        }
    }
    if (!done && connection.in_transaction()) {
        static_cast<void>(connection.change("ROLLBACK"));
    }
    return done;
}

Result<void> ask_for_rewrite(Connection& connection) {
    const auto asked = connection.change(queries::insert_chore, {rewrite_chore});
    return asked ? Result<void>{} : base::fail(asked.error());
}

Result<bool> rewrite_is_due(Connection& connection) {
    const auto found = connection.one(
        queries::select_chore, {rewrite_chore}, [](Row& row) { return row.text(0); });
    if (!found) {
        return base::fail(found.error());
    }
    return found->has_value();
}

Result<void> rewrite(Connection& connection, std::chrono::milliseconds patience) {
    const auto pages = connection.integer("PRAGMA page_count");
    const auto page_bytes = connection.integer("PRAGMA page_size");
    if (!pages || !page_bytes) {
        return base::fail(pages ? page_bytes.error() : pages.error());
    }
    // VACUUM keeps a whole copy for a moment: in memory, unless it is too large.
    const bool large = *pages * *page_bytes > base::limits::rewrite_in_memory_bytes_max;
    const auto kept =
        connection.execute(large ? "PRAGMA temp_store = FILE" : "PRAGMA temp_store = MEMORY");
    if (!kept) {
        return kept;
    }
    const auto vacuumed = connection.change("VACUUM");
    static_cast<void>(connection.execute("PRAGMA temp_store = MEMORY"));
    if (!vacuumed) {
        return base::fail(vacuumed.error());
    }
    const auto emptied = connection.checkpoint(patience);
    if (!emptied) {
        return base::fail(emptied.error());
    }
    if (!*emptied) {
        return base::fail(base::Fault::unavailable, "a reader keeps the log from being emptied");
    }
    const auto forgotten = connection.change(queries::delete_chore, {rewrite_chore});
    return forgotten ? Result<void>{} : base::fail(forgotten.error());
}

}  // namespace lyhord::store::sqlite
