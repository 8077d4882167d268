// Owns the clock: the only way to ask what time it is, so that tests can move it.
#pragma once

#include <cstdint>

#include "base/day.h"

namespace lyhord::base {

// Seconds since 1970-01-01 00:00 UTC.
struct Instant {
    std::int64_t seconds = 0;
    constexpr auto operator<=>(const Instant&) const = default;
    constexpr Instant plus_seconds(std::int64_t more) const { return {seconds + more}; }
    constexpr Instant plus_hours(std::int64_t hours) const { return {seconds + hours * 3600}; }
};

class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    virtual Instant now() const = 0;
    // Seconds since some moment by a clock that nobody sets, and that goes on while the machine
    // sleeps.
    virtual std::int64_t uptime_seconds() const = 0;

    // The calendar day at the server's place (its time zone).
    Day today() const { return day_of(now()); }
    // The day that `instant` falls on, and the instant at which a day begins, at the server's
    // place.
    static Day day_of(Instant instant);
    static Instant start_of(Day day);
};

class SystemClock final : public Clock {
public:
    Instant now() const override;
    std::int64_t uptime_seconds() const override;
};

}  // namespace lyhord::base
