// Owns FakeClock: a clock that stands still until a test moves it.
#pragma once

#include <atomic>
#include <cstdint>

#include "base/clock.h"

namespace lyhord::tests {

struct FakeClock final : base::Clock {
    explicit FakeClock(base::Day today = base::Day(20'000))
        : seconds_(base::Clock::start_of(today).plus_hours(12).seconds) {}

    base::Instant now() const override { return {seconds_.load()}; }
    std::int64_t uptime_seconds() const override { return seconds_.load() - jumped_.load(); }
    void advance_seconds(std::int64_t seconds) { seconds_ += seconds; }
    void advance_days(std::int64_t days) { seconds_ += days * 86400; }
    // Somebody sets the clock: no time passes.
    void jump_days(std::int64_t days) {
        jumped_ += days * 86400;
        seconds_ += days * 86400;
    }

private:
    std::atomic<std::int64_t> seconds_;
    std::atomic<std::int64_t> jumped_ = 0;
};

}  // namespace lyhord::tests
