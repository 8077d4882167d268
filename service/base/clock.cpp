#include "base/clock.h"

#include <ctime>

namespace lyhord::base {

Day Clock::day_of(Instant instant) {
    const std::time_t seconds = instant.seconds;
    std::tm local{};
    localtime_r(&seconds, &local);
    std::tm midnight{};
    midnight.tm_year = local.tm_year;
    midnight.tm_mon = local.tm_mon;
    midnight.tm_mday = local.tm_mday;
    return Day(static_cast<std::int32_t>(timegm(&midnight) / 86400));
}

Instant Clock::start_of(Day day) {
    const std::time_t utc = static_cast<std::time_t>(day.number()) * 86400;
    std::tm date{};
    gmtime_r(&utc, &date);
    date.tm_isdst = -1;
    return {mktime(&date)};
}

Instant SystemClock::now() const { return {std::time(nullptr)}; }

std::int64_t SystemClock::uptime_seconds() const {
    std::timespec reading{};
    clock_gettime(CLOCK_BOOTTIME, &reading);
    return reading.tv_sec;
}

}  // namespace lyhord::base
