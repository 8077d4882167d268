#include "store/audit_chain.h"

#include "store/canonical.h"

namespace lyhord::store {

base::Digest audit_hash(const base::Digest& before, const AuditRow& entry) {
    return Canonical("audit chain")
        .bytes(before)
        .number(entry.sequence)
        .number(entry.at.seconds)
        .text(entry.who)
        .text(entry.what)
        .text(entry.object)
        .digest();
}

}  // namespace lyhord::store
