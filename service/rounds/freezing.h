// Owns what a round is frozen with: the documents that its questionnaire refers to, and the plan of
// its areas.
#pragma once

#include <string>
#include <vector>

#include "domain/files.h"
#include "rounds/lifecycle.h"

namespace lyhord::rounds {

// The kept area tree and codebooks, as texts and parsed.
struct References {
    std::string areas_text;
    domain::AreaTree areas;
    std::string codebooks_text;
    std::vector<domain::Codebook> codebooks;
};

base::Result<References> references(store::Store& store);

// The next round of the dialogue, without what the store gives it (id, number, state).
domain::Imported<domain::Round> frozen_round(store::Store& store,
                                             const store::DialogueRow& dialogue,
                                             const domain::Questionnaire& questionnaire,
                                             const OpenOptions& options);

}  // namespace lyhord::rounds
