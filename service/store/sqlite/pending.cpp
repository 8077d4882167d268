#include "store/sqlite/pending.h"

#include <algorithm>
#include <utility>

#include "store/canonical.h"
#include "store/queries.h"

namespace lyhord::store::sqlite {

using base::Result;

// Holds the right to read sealed bytes back.
class PendingPieces {
public:
    static domain::SealedAnswer sealed(base::Bytes bytes) {
        return SealedColumn::read(std::move(bytes));
    }
};

namespace {

// The first piece has the id of the answer; another one's cannot be told from a random id.
base::Id id_of_piece(const base::Id& record_id, std::size_t piece) {
    base::Id id = record_id;
    if (piece > 0) {
        const base::Digest digest =
            Canonical("piece").bytes(record_id).number(static_cast<std::int64_t>(piece)).digest();
        std::copy_n(digest.begin(), id.size(), id.begin());
    }
    return id;
}

// The first piece with all that follow it.
Result<base::Bytes> with_rest(Connection& connection,
                              const SealedPlace& place,
                              std::int64_t pieces,
                              base::Bytes bytes) {
    for (std::size_t piece = 1; std::cmp_less(piece, pieces); ++piece) {
        const auto found =
            connection.one(queries::select_pending_piece,
                           {place.round, place.epoch, id_of_piece(place.record_id, piece)},
                           [](Row& row) { return row.bytes(0); });
        if (!found) {
            return base::fail(found.error());
        }
        if (!*found) {
            return base::fail(base::Fault::corrupt, "a piece of a sealed answer is missing");
        }
        bytes.insert(bytes.end(), (*found)->begin(), (*found)->end());
    }
    return bytes;
}

}  // namespace

domain::SealedAnswer sealed_from(base::ByteView stored) {
    return PendingPieces::sealed({stored.begin(), stored.end()});
}

Result<void> insert_pending(Connection& connection,
                            const SealedPlace& place,
                            const domain::SealedAnswer& sealed) {
    base::ByteView rest = sealed.bytes();
    const std::size_t pieces =
        std::max<std::size_t>(1, (rest.size() + piece_bytes_max - 1) / piece_bytes_max);
    for (std::size_t piece = 0; piece < pieces; ++piece) {
        const base::ByteView bytes = rest.first(std::min(rest.size(), piece_bytes_max));
        const auto inserted = connection.change(queries::insert_pending,
                                                {place.round,
                                                 place.epoch,
                                                 id_of_piece(place.record_id, piece),
                                                 piece == 0 ? pieces : 0,
                                                 bytes});
        if (!inserted) {
            return base::fail(inserted.error());
        }
        rest = rest.subspan(bytes.size());
    }
    return {};
}

Result<void> visit_pending(Connection& connection,
                           std::string_view sql,
                           std::initializer_list<Value> values,
                           const EachPending& each) {
    Result<void> outcome;
    const Result<void> visited = connection.visit(sql, values, [&](Row& row) {
        const SealedPlace place{
            .round = row.id(0), .epoch = row.integer(1), .record_id = row.id(2)};
        Result<base::Bytes> whole = with_rest(connection, place, row.integer(3), row.bytes(4));
        if (whole) {
            each(place, PendingPieces::sealed(std::move(*whole)));
        } else {
            outcome = base::fail(whole.error());
        }
    });
    return visited ? outcome : visited;
}

}  // namespace lyhord::store::sqlite
