#include "store/sqlite/damage.h"

#include <algorithm>

#include "store/queries.h"

namespace lyhord::store::sqlite {
namespace {

using base::Bytes;
using base::Id;
using base::Result;

using NumberedRow = std::pair<std::int64_t, Bytes>;

Result<std::vector<NumberedRow>> damaged_rows(Connection& connection) {
    return connection.all(queries::select_damaged_arrivals, {}, [](Row& row) {
        return NumberedRow(row.integer(0), row.bytes(1));
    });
}

bool names(const Bytes& bytes, const Id& round) {
    return !std::ranges::search(bytes, round).empty();
}

}  // namespace

Result<std::vector<DamagedArrival>> damaged_arrivals_of(Connection& connection) {
    const Result<Arrivals> arrivals = Arrivals::load(connection);
    const auto rows = damaged_rows(connection);
    if (!arrivals || !rows) {
        return base::fail(!arrivals ? arrivals.error() : rows.error());
    }
    std::vector<DamagedArrival> all = arrivals->damaged();
    for (const auto& [number, bytes] : *rows) {
        const std::vector<DamagedArrival> damaged = damaged_in(number, bytes);
        all.insert(all.end(), damaged.begin(), damaged.end());
    }
    return all;
}

Result<void> remove_damaged_of(Connection& connection, const Id& round) {
    const auto rows = damaged_rows(connection);
    if (!rows || rows->empty()) {
        return rows ? Result<void>{} : base::fail(rows.error());
    }
    const auto others = connection.all(queries::select_other_rounds,
                                       {round, domain::RoundState::settled},
                                       [](Row& row) { return row.id(0); });
    if (!others) {
        return base::fail(others.error());
    }
    for (const auto& [number, bytes] : *rows) {
        const bool is_of_another =
            std::ranges::any_of(*others, [&bytes](const Id& other) { return names(bytes, other); });
        if (is_of_another && !names(bytes, round)) {
            continue;
        }
        const auto removed = connection.change(queries::delete_damaged_arrival, {number});
        if (!removed) {
            return base::fail(removed.error());
        }
    }
    return {};
}

}  // namespace lyhord::store::sqlite
