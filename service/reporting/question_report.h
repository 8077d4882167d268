// Owns one question of a report, from its counts. For report.cpp and public_report.cpp alone: what
// they are given has passed a gate.
#pragma once

#include <optional>
#include <string>

#include "domain/releasable.h"
#include "reporting/report.h"

namespace lyhord::reporting {

// In the questionnaire's language. `place`: the municipality, as sentences name it; without it
// there are no sentences.
ReportQuestion question_report(const domain::FrozenRound& round,
                               const domain::QuestionCounts& counts,
                               const std::optional<std::string>& place,
                               const ReportWords& words);

}  // namespace lyhord::reporting
