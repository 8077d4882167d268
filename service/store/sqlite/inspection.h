// Owns the check of a database: what the engine can see, what it cannot (a lost page of the log),
// and the chain of the audit log.
#pragma once

#include "store/rows.h"
#include "store/sqlite/connection.h"

namespace lyhord::store::sqlite {

// Reads everything; the connection should be in a transaction, so that it is of one moment.
base::Result<CheckReport> inspect(Connection& connection);

}  // namespace lyhord::store::sqlite
