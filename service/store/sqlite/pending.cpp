#include "store/sqlite/pending.h"

#include "store/queries.h"

namespace lyhord::store::sqlite {

using base::Result;

// Puts the pieces together again, which come in the order of their answers.
class PendingPieces {
public:
    explicit PendingPieces(const EachPending& each) : each_(each) {}

    void add(Row& row) {
        const SealedPlace place{
            .round = row.id(0), .epoch = row.integer(1), .record_id = row.id(2)};
        const std::int64_t piece = row.integer(3);
        if (piece == 0) {
            finish();
            place_ = place;
        }
        row.require(piece == next_ && place.record_id == place_.record_id);
        const base::ByteView bytes = row.view(4);
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
        ++next_;
    }

    void finish() {
        if (next_ > 0) {
            each_(place_, SealedColumn::read(std::exchange(bytes_, {})));
        }
        next_ = 0;
    }

private:
    const EachPending& each_;
    SealedPlace place_;
    base::Bytes bytes_;
    std::int64_t next_ = 0;
};

Result<void> insert_pending(Connection& connection,
                            const SealedPlace& place,
                            const domain::SealedAnswer& sealed) {
    base::ByteView rest = sealed.bytes();
    for (std::int64_t piece = 0; piece == 0 || !rest.empty(); ++piece) {
        const base::ByteView bytes = rest.first(std::min(rest.size(), piece_bytes_max));
        const auto inserted = connection.change(
            queries::insert_pending, {place.round, place.epoch, place.record_id, piece, bytes});
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
    PendingPieces pieces(each);
    const Result<void> visited =
        connection.visit(sql, values, [&pieces](Row& row) { pieces.add(row); });
    if (visited) {
        pieces.finish();
    }
    return visited;
}

}  // namespace lyhord::store::sqlite
