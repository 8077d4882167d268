#include "operations/apply_withdrawn.h"

#include "base/limits.h"
#include "operations/first_error.h"

namespace lyhord::operations {
namespace {

base::Result<std::int64_t> count_comments(store::Store& store) {
    const base::Result<std::vector<store::RoundTally>> tallies = store.tallies();
    if (!tallies) {
        return base::fail(tallies.error());
    }
    std::int64_t comments = 0;
    for (const store::RoundTally& tally : *tallies) {
        comments += tally.comments;
    }
    return comments;
}

base::Result<void> withdraw_all(store::Store& store, const store::Withdrawn& withdrawn) {
    std::vector<std::pair<base::Id, base::Digest>> some;
    for (const auto& pair : withdrawn) {
        some.push_back(pair);
        if (some.size() == base::limits::withdrawals_applied_at_once) {
            if (const base::Result<void> gone = store.withdraw(some); !gone) {
                return gone;
            }
            some.clear();
        }
    }
    return store.withdraw(some);
}

}  // namespace

base::Result<std::int64_t> apply_withdrawn(store::Store& store, const store::Withdrawn& withdrawn) {
    const base::Result<std::int64_t> before = count_comments(store);
    const base::Result<void> applied = withdraw_all(store, withdrawn);
    const base::Result<std::int64_t> after = count_comments(store);
    if (const auto error = first_error(before, applied, after)) {
        return base::fail(*error);
    }
    return *before - *after;
}

}  // namespace lyhord::operations
