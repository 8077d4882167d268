// Owns report.zip, "Underlag till lägesbild": everything of a released round that a coordinator
// needs for a report, by one button.
#pragma once

#include <string>

#include "base/result.h"
#include "reporting/printing.h"
#include "reporting/report.h"

namespace lyhord::reporting {

// The file's bytes, the same of the same report. Its last file, kontrollsummor.txt, has the SHA-256
// of every other, as `sha256sum -c` reads it. unavailable: the workbook could not be written. io:
// the PDF or the charts could not be drawn.
base::Result<std::string> report_package(const Report& report,
                                         const ReportWords& words,
                                         const DrawingProgram& program = report_program);

// lagesbild.pdf alone.
base::Result<std::string> report_pdf(const Report& report,
                                     const ReportWords& words,
                                     const DrawingProgram& program = report_program);

}  // namespace lyhord::reporting
