// Owns the comparison of a round with the one before: what may be said of each indicator's change.
#pragma once

#include "reporting/report.h"

namespace lyhord::reporting {

// Sets ReportQuestion::change, and adds its sentence, of every question with an indicator that the
// round before had, too. `released` is what `report` was made of.
void add_changes(Report& report, const ReleasedRound& released, const ReportWords& words);

}  // namespace lyhord::reporting
