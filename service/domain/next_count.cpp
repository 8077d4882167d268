#include "domain/next_count.h"

#include <algorithm>

#include "base/clock.h"

namespace lyhord::domain {
namespace {

constexpr std::int32_t week_days = 7;

}  // namespace

std::optional<base::Day> weekly_count(const Round& round) {
    const bool is_counted = round.state == RoundState::open || round.state == RoundState::closed;
    return round.terms.release.weekly && is_counted
               ? std::optional(round.released_day.plus(week_days))
               : std::nullopt;
}

std::optional<base::Day> next_count(const Round& round) {
    if (round.state == RoundState::settled) {
        return std::nullopt;
    }
    const std::optional<base::Day> weekly = weekly_count(round);
    const std::optional<base::Instant> settles = round.settles();
    if (!settles) {
        return weekly;
    }
    const base::Day last = base::Clock::day_of(*settles);
    return weekly ? std::min(*weekly, last) : last;
}

}  // namespace lyhord::domain
