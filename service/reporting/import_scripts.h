// Owns the scripts by which R and SPSS read svar.csv, with names and labels, and refuse one that
// was cut short.
#pragma once

#include <string>

#include "reporting/report.h"

namespace lyhord::reporting {

// ASCII: letters beyond it are escaped, whatever encoding R assumes of a script.
std::string r_script(const Report& report, const ReportWords& words);
// UTF-8 with a mark, for SPSS 16 and later, and PSPP.
std::string spss_script(const Report& report, const ReportWords& words);
// What each id in svar.csv means: questions, options, dimensions and categories, as JSON.
std::string codebook_json(const Report& report);

}  // namespace lyhord::reporting
