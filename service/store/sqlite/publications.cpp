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

Result<std::vector<NewestPublication>> SqliteStore::newest_publications() {
    return all(queries::select_newest_publications, {}, [](Row& row) {
        return NewestPublication{.round = row.id(0), .edition = row.integer(1), .day = row.day(2)};
    });
}

}  // namespace lyhord::store::sqlite
