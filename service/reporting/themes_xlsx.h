// Owns the themes of a round as a workbook: figures by group, then what people wrote.
#pragma once

#include <string>

#include "base/result.h"
#include "reporting/report.h"
#include "reporting/report_words.h"
#include "reporting/theme_examples.h"

namespace lyhord::reporting {

// A sheet a text question: themes down, everybody and each group across, counts and shares of the
// texts, those of no theme too; then a sheet of examples. unavailable: report_xlsx.h.
base::Result<std::string> themes_xlsx(const Report& report,
                                      const ThemeExamples& examples,
                                      const ReportWords& words);

}  // namespace lyhord::reporting
