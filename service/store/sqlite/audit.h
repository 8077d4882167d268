// Owns the end of the audit log: how an entry is chained to the one before it.
#pragma once

#include "store/rows.h"
#include "store/sqlite/transaction.h"

namespace lyhord::store::sqlite {

// Sets sequence and hash, and appends it.
base::Result<void> append_audit_entry(Transaction& transaction, AuditRow entry);

}  // namespace lyhord::store::sqlite
