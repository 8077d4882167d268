// Owns TryLimit: at most so many tries in a window of time, for each of a bounded number of keys.
// In memory only: it is about addresses' daily tokens, which must not be written.
#pragma once

#include <cstdint>
#include <mutex>

#include "base/recent_counts.h"

namespace lyhord::access {

struct TryLimitOptions {
    std::uint64_t tries_max = 0;
    std::int64_t window_seconds = 60;
    std::size_t keys_max = 1;
};

// Thread-safe.
class TryLimit {
public:
    TryLimit(const base::Clock& clock, TryLimitOptions options)
        : tries_max_(options.tries_max),
          tries_(clock, {.window_seconds = options.window_seconds, .keys_max = options.keys_max}) {}

    // Takes one try; false if none is left in this window.
    bool take(std::uint64_t key);
    // Gives a try back: it turned out not to be a failure.
    void give_back(std::uint64_t key);

private:
    const std::uint64_t tries_max_;
    std::mutex mutex_;
    base::RecentCounts tries_;
};

}  // namespace lyhord::access
