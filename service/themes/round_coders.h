// Owns the theme coders of the rounds: built once a round, shared by all requests.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "domain/release_plan.h"
#include "themes/coder.h"

namespace lyhord::themes {

// Thread-safe.
class RoundCoders {
public:
    using Coders = std::shared_ptr<const std::vector<Coder>>;

    // One coder for each of the round's frozen codebooks, in their order.
    Coders of(const domain::FrozenRound& round);

private:
    std::mutex mutex_;
    std::map<base::Id, Coders> coders_;
};

}  // namespace lyhord::themes
