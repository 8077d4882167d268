// Owns TryLimit: at most so many tries in a window of time, for each of a bounded number of keys.
// In memory only: it is about addresses' daily tokens, which must not be written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>

#include "base/clock.h"

namespace lyhord::access {

struct TryLimitOptions {
    int tries_max = 0;
    std::int64_t window_seconds = 60;
    std::size_t keys_max = 1;
};

// Thread-safe.
class TryLimit {
public:
    TryLimit(const base::Clock& clock, TryLimitOptions options)
        : clock_(clock), options_(options) {}

    // Takes one try; false if none is left in this window.
    bool take(std::uint64_t key);
    // Gives a try back: it turned out not to be a failure.
    void give_back(std::uint64_t key);

private:
    struct Window {
        base::Instant begun;
        int taken = 0;
    };
    void make_room();

    const base::Clock& clock_;
    TryLimitOptions options_;
    std::mutex mutex_;
    std::map<std::uint64_t, Window> windows_;
};

}  // namespace lyhord::access
