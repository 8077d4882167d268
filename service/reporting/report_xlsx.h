// Owns a report as a workbook for Excel: what it is first, then a sheet a question.
#pragma once

#include <string>

#include "base/result.h"
#include "reporting/report.h"

namespace lyhord::reporting {

// The file's bytes; the same of the same report. Everything that is text is written as text, so
// that no cell is run. unavailable: its parts, which libxlsxwriter puts into temporary files,
// cannot be written.
base::Result<std::string> report_xlsx(const Report& report, const ReportWords& words);

}  // namespace lyhord::reporting
