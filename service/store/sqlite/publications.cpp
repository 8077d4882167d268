#include "store/queries.h"
#include "store/sqlite/audit.h"
#include "store/sqlite/engine.h"
#include "store/sqlite/rows.h"

namespace lyhord::store::sqlite {

using base::Fault;
using base::Result;

Result<void> SqliteStore::publish(const PublicationRow& publication, AuditRow entry) {
    return writer_->write_apart<void>([&](Transaction& transaction) -> Result<void> {
        const auto added = transaction.connection.change(queries::insert_publication,
                                                         {publication.round,
                                                          publication.edition,
                                                          publication.day,
                                                          publication.who,
                                                          publication.tables,
                                                          domain::RoundState::settled});
        if (!added) {
            return base::fail(added.error());
        }
        if (*added == 0) {
            return base::fail(Fault::conflict,
                              "the round is not settled, or was published in the meantime");
        }
        transaction.tallies.add(Tallied::publications, mark_of_publication(publication));
        return append_audit_entry(transaction, entry);
    });
}

Result<std::vector<PublicationRow>> SqliteStore::publications(const base::Id& round) {
    return all(queries::select_publications, {round}, publication_of);
}

Result<std::map<base::Id, std::int64_t>> SqliteStore::newest_publications() {
    const auto rows = all(queries::select_newest_publications, {}, [](Row& row) {
        return std::pair(row.id(0), row.integer(1));
    });
    if (!rows) {
        return base::fail(rows.error());
    }
    return std::map<base::Id, std::int64_t>(rows->begin(), rows->end());
}

}  // namespace lyhord::store::sqlite
