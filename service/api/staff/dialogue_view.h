// Owns the page data of /staff/dialoger/{slug}: where a dialogue stands, and what may be done now.
#pragma once

#include "api/services.h"
#include "api/staff/guard.h"
#include "rounds/lifecycle.h"

namespace lyhord::api::staff {

// What the form of the next round holds, as typed.
struct NextRound {
    std::string opens_at;
    std::string closes_at;
    std::string publish_by;
    std::string free_text_delete_date;
    std::string decision_ref;
    std::string expected_answers;
};

// By the terms of the questionnaire.
NextRound next_round_of(const domain::RoundTerms& terms);

// Page data of templates/staff_dialogue.html, but for what was just done. `round`: the newest; may
// be null. `draft`: the next one, or the same where none can be opened.
base::Json dialogue_view(const Services& services,
                         const domain::FrozenRound* round,
                         const domain::FrozenRound& draft,
                         const NextRound& typed);

// What its dimensions cost: [{"group", "percent", ...}], and how many of the answers are counted.
void put_forecast(base::Json& data, const domain::FrozenRound& draft);

// What publishing would make public, or why it cannot be done.
void put_edition(base::Json& data, Services& services, const domain::FrozenRound& round);

}  // namespace lyhord::api::staff
