#include "domain/round.h"

#include <array>

namespace lyhord::domain {

std::string_view round_state_name(RoundState state) {
    constexpr std::array<std::string_view, 5> names{
        "draft", "scheduled", "open", "closed", "settled"};
    return names[static_cast<std::size_t>(state)];
}

Phase Round::phase(base::Instant now) const {
    if (state == RoundState::draft || now < opens()) {
        return Phase::unopened;
    }
    const std::optional<base::Instant> end = closes();
    const bool is_over =
        state == RoundState::closed || state == RoundState::settled || (end && now >= *end);
    return is_over ? Phase::closed : Phase::open;
}

RoundState Round::state_at(base::Instant now) const {
    if (state != RoundState::scheduled && state != RoundState::open) {
        return state;
    }
    switch (phase(now)) {
        case Phase::unopened:
            return RoundState::scheduled;
        case Phase::open:
            return RoundState::open;
        case Phase::closed:
            break;
    }
    return RoundState::closed;
}

base::Instant Round::opens() const {
    return terms.opens_at ? base::Clock::start_of(*terms.opens_at) : base::Instant{};
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

std::optional<base::Day> Round::last_day() const {
    const std::optional<base::Instant> end = closes();
    return end ? std::optional(base::Clock::day_of(end->plus_seconds(-1))) : std::nullopt;
}

std::optional<base::Instant> Round::settles() const {
    const std::optional<base::Instant> end = closes();
    if (!end) {
        return std::nullopt;
    }
    return end->plus_hours(terms.grace_hours);
}

}  // namespace lyhord::domain
