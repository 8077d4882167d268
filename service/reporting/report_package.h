// Owns report.zip, "Underlag till lägesbild": everything of a released round that a coordinator
// needs for a report, by one button.
#pragma once

#include <string>

#include "base/result.h"
#include "reporting/report.h"

namespace lyhord::reporting {

// The file's bytes, the same of the same report. Its last file, kontrollsummor.txt, has the SHA-256
// of every other, as `sha256sum -c` reads it. unavailable: the workbook could not be written.
base::Result<std::string> report_package(const Report& report, const ReportWords& words);

}  // namespace lyhord::reporting
