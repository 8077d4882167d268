// Owns a report as CSV, one row a number: the same rows in both dialects.
#pragma once

#include <string>

#include "reporting/csv.h"
#include "reporting/report.h"

namespace lyhord::reporting {

// The machine's columns are English and its shares have a decimal point; those of the Swedish Excel
// are Swedish and have a comma. Both end with csv_end.
std::string report_csv(const Report& report, const ReportWords& words, CsvDialect dialect);

}  // namespace lyhord::reporting
