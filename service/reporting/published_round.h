// Owns what is read of published rounds: an edition, and the list of what there is.
#pragma once

#include <cstdint>
#include <string>

#include "base/day.h"
#include "domain/public_edition.h"
#include "store/frozen_rounds.h"

namespace lyhord::reporting {

// Which edition of which round: what it holds never changes.
struct EditionName {
    store::FrozenRoundPtr round;
    std::int64_t edition = 1;
    base::Day day;
};

struct PublishedRound {
    store::FrozenRoundPtr round;
    std::int64_t edition = 1;
    base::Day day;
    domain::PublicEdition content;
};

// Of the newest edition.
struct PublishedEntry {
    base::Id round{};
    std::string slug;
    std::string title;
    std::int64_t number = 1;
    std::int64_t edition = 1;
    base::Day day;
};

}  // namespace lyhord::reporting
