// Owns what a better redactor does for texts that are stored already: it reads them again, masks
// what it finds now, and leaves nothing of that in the database.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "anonymize/redactor.h"
#include "base/result.h"
#include "store/store.h"

namespace lyhord::review {

struct RedactedAgain {
    std::int64_t read = 0;
    std::int64_t masked_more = 0;
    std::int64_t withheld = 0;  // of those read: they can no longer be redacted

    std::vector<std::string> lines() const;
};

// The line of the audit log for a text of this round.
using EntryOf = std::function<store::AuditRow(const domain::Round&)>;

// All approved comments with their translations. One that a reviewer masked more meanwhile is read
// again, and nothing of that is undone. Those that nobody has reviewed are sealed: they are read
// again when a reviewer opens them.
base::Result<RedactedAgain> redact_stored(store::Store& store,
                                          const anonymize::Redactor& redactor,
                                          const EntryOf& entry_of);

}  // namespace lyhord::review
