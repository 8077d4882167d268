// Owns the hash chain of the audit log: an entry's hash covers the one before it, so that nothing
// can be changed or taken out of the middle unnoticed.
#pragma once

#include "store/rows.h"

namespace lyhord::store {

// SHA-256 over the hash before (zeros for the first entry), sequence, time, who, what and object,
// each text behind its length. `entry.hash` is not read.
base::Digest audit_hash(const base::Digest& before, const AuditRow& entry);

}  // namespace lyhord::store
