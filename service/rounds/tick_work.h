// Owns the middle of a tick, in memory: from opened fragments to the one commit that replaces them.
#pragma once

#include <set>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "domain/fragment.h"
#include "domain/release_plan.h"
#include "domain/sealer.h"
#include "store/rows.h"

namespace lyhord::rounds {

struct TickContext {
    const domain::FrozenRound& round;
    domain::TickPurpose purpose = domain::TickPurpose::reseal;
    base::Day day;
    domain::SealTarget next;    // the epoch that waiting fragments go to
    domain::SealTarget review;  // the review key
    domain::Sealer& sealer;
    base::Random& random;
};

// `fragments`: everything the closed epoch held. `withdrawn`: ids whose texts are dropped.
// Fills all of the commit but `epoch` and `round_after`'s told number. corrupt: a fragment does not
// belong to the round's plan; nothing is counted then, since what cannot be counted must not
// vanish.
base::Result<store::TickCommit> work_out(const TickContext& context,
                                         std::vector<domain::Fragment> fragments,
                                         const std::set<base::Digest>& withdrawn);

}  // namespace lyhord::rounds
