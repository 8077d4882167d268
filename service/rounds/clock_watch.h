// Owns ClockWatch: whether the wall clock may be followed where nothing can be taken back. A clock
// that was set far ahead would settle a round for good, and destroy what its late answers need.
#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.h"

namespace lyhord::rounds {

// Not thread-safe. Knows only what it has seen itself: it trusts the clock that it begins with.
class ClockWatch {
public:
    explicit ClockWatch(const base::Clock& clock) : clock_(clock) {}

    // To be asked often: a jump shows between two calls. False for limits::clock_trial_seconds
    // after the clock jumped by more than limits::clock_jump_seconds_max, in either direction.
    bool is_trusted();

private:
    struct Reading {
        std::int64_t wall = 0;
        std::int64_t uptime = 0;
    };

    const base::Clock& clock_;
    std::optional<Reading> earlier_;
    std::optional<std::int64_t> trial_ends_;  // by the uptime
};

}  // namespace lyhord::rounds
