#include "rounds/clock_watch.h"

#include <cstdlib>

#include "base/limits.h"
#include "base/log/log.h"

namespace lyhord::rounds {

namespace limits = base::limits;

bool ClockWatch::is_trusted() {
    const Reading now{.wall = clock_.now().seconds, .uptime = clock_.uptime_seconds()};
    const Reading before = earlier_.value_or(now);
    earlier_ = now;
    const std::int64_t jump = (now.wall - before.wall) - (now.uptime - before.uptime);
    if (std::abs(jump) > limits::clock_jump_seconds_max) {
        trial_ends_ = now.uptime + limits::clock_trial_seconds;
        base::log::warning(
            "the clock of this machine jumped by so many seconds: nothing is settled or released "
            "by it for an hour",
            {.number = jump, .pointer = {}, .subject = {}});
    }
    if (trial_ends_ && now.uptime >= *trial_ends_) {
        trial_ends_.reset();
    }
    return !trial_ends_;
}

}  // namespace lyhord::rounds
