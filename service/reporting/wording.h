// Owns the words of a table: what a counted question is called, and which of its options have a
// line.
#pragma once

#include <string>

#include "domain/release_plan.h"

namespace lyhord::reporting {

// In the questionnaire's own language; of a matrix, with the row: "Hur trygg är du? – På torget".
std::string question_text(const domain::FrozenRound& round,
                          const domain::ReleaseQuestion& question);

// What a dimension is called: its question, or those it crosses, with " × " between them.
std::string dimension_text(const domain::FrozenRound& round, const domain::Dimension& dimension);

// Options that are always counted as another one (report_as) have no line of their own.
bool is_counted_elsewhere(const domain::FrozenRound& round,
                          const domain::ReleaseQuestion& question,
                          std::size_t option);

}  // namespace lyhord::reporting
