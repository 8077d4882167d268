#include "store/sqlite/audit.h"

#include "store/audit_chain.h"
#include "store/queries.h"
#include "store/row_mark.h"

namespace lyhord::store::sqlite {

using base::Result;

namespace {

struct AuditHead {
    std::int64_t sequence = 0;
    base::Digest hash{};
};

}  // namespace

Result<void> append_audit_entry(Transaction& transaction, AuditRow entry) {
    Connection& connection = transaction.connection;
    const auto head = connection.one(queries::select_audit_head, {}, [](Row& row) {
        return AuditHead{.sequence = row.integer(0), .hash = row.digest(1)};
    });
    if (!head) {
        return base::fail(head.error());
    }
    const AuditHead before = head->value_or(AuditHead{});
    entry.sequence = before.sequence + 1;
    entry.hash = audit_hash(before.hash, entry);
    const auto added = connection.change(
        queries::insert_audit,
        {entry.sequence, entry.at, entry.who, entry.what, entry.object, entry.hash});
    if (!added) {
        return base::fail(added.error());
    }
    transaction.tallies.add(Tallied::audit, mark_of_audit(entry));
    return {};
}

}  // namespace lyhord::store::sqlite
