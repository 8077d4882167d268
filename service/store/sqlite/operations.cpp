#include "store/backup_file.h"
#include "store/data_directory.h"
#include "store/durable_file.h"
#include "store/queries.h"
#include "store/sqlite/damage.h"
#include "store/sqlite/engine.h"
#include "store/sqlite/inspection.h"
#include "store/sqlite/schema.h"

namespace lyhord::store::sqlite {
namespace {

using base::Fault;
using base::Result;

RoundTally tally_of(Row& row) {
    return {.round = row.id(0),
            .acknowledged = row.integer(1),
            .pending = row.integer(2),
            .waiting_pieces = row.integer(3),
            .comments = row.integer(4),
            .comments_pending = row.integer(5)};
}

// Of one moment. The answers on their way to their tables are pending as well.
Result<std::vector<RoundTally>> tallies_of(Connection& connection) {
    auto tallies = connection.all(queries::select_round_tallies, {}, tally_of);
    const Result<Arrivals> arrivals = Arrivals::load(connection);
    if (!tallies || !arrivals) {
        return base::fail(tallies ? arrivals.error() : tallies.error());
    }
    for (RoundTally& tally : *tallies) {
        tally.pending += arrivals->answers_of(tally.round);
    }
    return tallies;
}

// One statement, so that it sees one moment however long it takes; its order is the order of the
// keys, which are random.
Result<void> write_copy(const std::filesystem::path& database, const std::string& path) {
    Result<Connection> connection = Connection::open(database, Access::copy);
    if (!connection) {
        return base::fail(connection.error());
    }
    const auto written = connection->change("VACUUM INTO $1", {path});
    if (!written) {
        return base::fail(written.error());
    }
    return DurableFile::sync(path);
}

// The answers that came since they were last moved on: a copy keeps no order of arrival.
Result<void> move_on_in_copy(const std::string& path) {
    Result<Connection> connection = open_file(path, Access::file);
    if (!connection) {
        return base::fail(connection.error());
    }
    const Result<void> moved = move_all_in_file(*connection);
    return moved ? DurableFile::sync(path) : moved;
}

Result<void> verify_copy(const std::string& path) {
    const Result<CheckReport> report = verify_backup(path);
    if (!report) {
        return base::fail(report.error());
    }
    if (!report->integrity) {
        return base::fail(DataDirectory::error(Fault::corrupt, "the copy is damaged", path));
    }
    return {};
}

}  // namespace

Result<CheckReport> SqliteStore::check() { return readers_.at_one_moment(inspect); }

Result<std::vector<RoundTally>> SqliteStore::tallies() {
    return readers_.at_one_moment(tallies_of);
}

Result<std::vector<DamagedArrival>> SqliteStore::damaged_arrivals() {
    return readers_.at_one_moment(damaged_arrivals_of);
}

Result<std::map<base::Id, std::int64_t>> SqliteStore::comment_counts() {
    const auto rows = all(queries::select_comment_counts, {}, [](Row& row) {
        return std::pair(row.id(0), row.integer(1));
    });
    if (!rows) {
        return base::fail(rows.error());
    }
    return std::map<base::Id, std::int64_t>(rows->begin(), rows->end());
}

Result<void> SqliteStore::copy_to(const std::string& path) {
    if (const Result<void> reserved = DurableFile::reserve(path); !reserved) {
        return reserved;
    }
    static_cast<void>(writer_->move_answers_on());  // or else in the copy
    Result<void> copied = write_copy(database_, path);
    if (copied) {
        copied = move_on_in_copy(path);
    }
    if (copied) {
        copied = verify_copy(path);
    }
    if (!copied) {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }
    return copied;
}

}  // namespace lyhord::store::sqlite
