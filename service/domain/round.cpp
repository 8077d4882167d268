#include "domain/round.h"

#include <array>

namespace lyhord::domain {

std::string_view round_state_name(RoundState state) {
    constexpr std::array<std::string_view, 5> names{
        "draft", "scheduled", "open", "closed", "settled"};
    return names[static_cast<std::size_t>(state)];
}

std::optional<base::Instant> Round::closes() const {
    if (closed_at) {
        return closed_at;
    }
    if (!terms.closes_at) {
        return std::nullopt;
    }
    return base::Clock::start_of(terms.closes_at->plus(1));
}

std::optional<base::Instant> Round::settles() const {
    const std::optional<base::Instant> end = closes();
    if (!end) {
        return std::nullopt;
    }
    return end->plus_hours(terms.grace_hours);
}

}  // namespace lyhord::domain
