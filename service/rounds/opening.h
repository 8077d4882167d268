// Owns what a round must have before it may open.
#pragma once

#include <vector>

#include "domain/files.h"
#include "rounds/lifecycle.h"

namespace lyhord::rounds {

domain::RoundTerms merged_terms(const domain::Questionnaire& questionnaire,
                                const OpenOptions& options);

// Everything that is missing or contradictory; empty if the round may open. `today` is the first
// day on which it could.
std::vector<base::Error> opening_problems(const domain::Questionnaire& questionnaire,
                                          const domain::RoundTerms& terms,
                                          base::Day today);

}  // namespace lyhord::rounds
