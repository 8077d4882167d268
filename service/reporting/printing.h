// Owns printing: a document as a PDF, and its charts as pictures for word processors, by the
// program lyhord-report (report_drawing/).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json/json.h"
#include "base/limits.h"
#include "base/result.h"
#include "reporting/document.h"
#include "reporting/drawing_program.h"

namespace lyhord::reporting {

// What stands on every page, and in the file's own facts.
struct PrintFacts {
    std::string author;  // the municipality
    std::string page;    // "Sida {n} av {all}"
    std::string day;     // 2026-11-23, of the release: the file has no clock of its own
};

struct PrintJob {
    Document document;
    PrintFacts facts;
};

struct Printed {
    std::string pdf;                    // A4, tagged
    std::vector<std::string> pictures;  // PNG, in the order of the document's pictures
};

base::Json print_json(const PrintJob& job);
std::optional<PrintJob> print_job_from(const base::Json& json);
base::Json printed_json(const Printed& printed);

inline const DrawingProgram report_program{
    .path = {}, .patience = std::chrono::seconds(base::limits::print_seconds_max)};

// The same document is the same bytes, as long as fonts and libraries are the same. io: the
// program is missing, failed or took too long.
base::Result<Printed> print_document(const PrintJob& job,
                                     const DrawingProgram& program = report_program);

}  // namespace lyhord::reporting
