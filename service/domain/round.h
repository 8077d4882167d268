// Owns Round: one time a dialogue is held, from draft to settlement.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/limits.h"
#include "domain/questionnaire.h"

namespace lyhord::domain {

// Never backwards: reopening is a new round.
enum class RoundState { draft, scheduled, open, closed, settled };

std::string_view round_state_name(RoundState state);

// Where a round stands by the clock, also while the schedule has not come to it yet.
enum class Phase { unopened, open, closed };

// Why an epoch was closed, so that a restart finishes the tick that was begun.
enum class TickPurpose { reseal, release, settle };

struct Round {
    base::Id id{};
    std::string slug;
    std::int64_t number = 1;
    RoundState state = RoundState::draft;
    RoundTerms terms;
    int batch_size_min = base::limits::batch_size_default;  // b, fixed at opening
    std::optional<base::Instant> closed_at;
    std::int64_t batch = 0;  // the number of the last release; 0 before the first
    std::int64_t told = 0;   // answers received, as told once a day
    base::Day told_day;
    base::Day resealed_day;  // of the last nightly tick
    base::Day released_day;  // of the last release; the opening day before the first
    // Frozen at opening, as JSON texts.
    std::string questionnaire;    // with text revisions applied
    std::string areas;            // the area tree
    std::string codebooks;        // an array of codebooks
    std::string area_categories;  // AreaCategories

    Phase phase(base::Instant now) const;
    // The state as it is to be told: between opening and settlement the clock decides, unless the
    // round was closed by hand.
    RoundState state_at(base::Instant now) const;
    // The instant from which answers are taken; the beginning of time if it is not said.
    base::Instant opens() const;
    // The instant after which only answers with a form token are taken; nothing while unknown.
    std::optional<base::Instant> closes() const;
    // The last day of answering, also of a round that was closed early; nothing while unknown.
    std::optional<base::Day> last_day() const;
    // The instant from which the round may settle.
    std::optional<base::Instant> settles() const;
};

}  // namespace lyhord::domain
