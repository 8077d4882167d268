// Owns when a round is counted next: by its own terms and the calendar, never because of an answer.
#pragma once

#include <optional>

#include "domain/round.h"

namespace lyhord::domain {

// The first day of a weekly release that is not done; nothing if the round has none.
std::optional<base::Day> weekly_count(const Round& round);

// The next release or the settlement, whichever comes first; nothing once it is settled, or while
// nobody knows when it closes.
std::optional<base::Day> next_count(const Round& round);

}  // namespace lyhord::domain
