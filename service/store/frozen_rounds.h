// Owns FrozenRounds: the rounds that are or were open, parsed once and shared. Every use case reads
// them here; whoever changes a round calls refresh().
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string_view>
#include <vector>

#include "domain/release_plan.h"
#include "store/store.h"

namespace lyhord::store {

using FrozenRoundPtr = std::shared_ptr<const domain::FrozenRound>;

// Thread-safe.
class FrozenRounds {
public:
    explicit FrozenRounds(Store& store) : store_(store) {}

    // Reads all rounds and epochs anew; parses only the documents that changed. A round whose
    // documents cannot be read is logged, and left out or kept as it was: the others go on.
    base::Result<void> refresh();

    // The newest round of the dialogue that has been opened; null if there is none.
    FrozenRoundPtr current(std::string_view slug) const;
    FrozenRoundPtr numbered(std::string_view slug, std::int64_t number) const;
    FrozenRoundPtr find(const base::Id& round) const;
    std::vector<FrozenRoundPtr> all() const;  // by slug, number

    // The open epoch of a round; nothing once it is settled.
    std::optional<EpochRow> open_epoch(const base::Id& round) const;

private:
    void tell_unreadable(const domain::Round& row, bool is_unreadable);

    Store& store_;
    std::mutex refreshing_;
    std::set<base::Id> unreadable_;  // as logged; whoever holds refreshing_
    mutable std::mutex mutex_;
    std::vector<FrozenRoundPtr> rounds_;
    std::map<base::Id, EpochRow> open_epochs_;
};

}  // namespace lyhord::store
