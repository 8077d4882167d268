#include "store/queries.h"
#include "store/sqlite/damage.h"
#include "store/sqlite/engine.h"
#include "store/sqlite/removal.h"

namespace lyhord::store::sqlite {
namespace {

using base::Result;

constexpr std::chrono::milliseconds patience{10'000};

}  // namespace

// The request to rewrite is committed with the deletion, so that after a kill in between the next
// start finishes the disposal.
Result<void> SqliteStore::dispose_texts(const base::Id& round, DisposalRow receipt) {
    return writer_->alone([&round, &receipt](Connection& connection) {
        const auto destroyed = transact(connection, [&](Transaction& transaction) -> Result<void> {
            const auto texts = remove_comments_of(transaction, round);
            if (!texts) {
                return base::fail(texts.error());
            }
            if (const Result<void> gone = remove_damaged_of(connection, round); !gone) {
                return gone;
            }
            const auto written = connection.change(queries::put_disposal,
                                                   {receipt.id,
                                                    receipt.day,
                                                    receipt.decision,
                                                    receipt.slug,
                                                    receipt.round_number,
                                                    *texts});
            return written ? Result<void>{} : base::fail(written.error());
        });
        return destroyed ? rewrite(connection, patience) : destroyed;
    });
}

Result<std::vector<DisposalRow>> SqliteStore::disposals() {
    return all(queries::select_disposals, {}, [](Row& row) {
        return DisposalRow{.id = row.id(0),
                           .day = row.day(1),
                           .decision = row.text(2),
                           .slug = row.text(3),
                           .round_number = row.integer(4),
                           .texts = row.integer(5)};
    });
}

}  // namespace lyhord::store::sqlite
