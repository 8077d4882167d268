// Owns charts as SVG: the figures of one question, with title, description and source inside, so
// that each can stand alone in a presentation. Readable in grey: nothing is told by color alone.
#pragma once

#include <string>

#include "reporting/report.h"

namespace lyhord::reporting {

// Everybody's answers as horizontal bars with share and number: the steps of a scale in their
// order, other options largest first. Of a random sample each bar has its interval. Empty: nothing
// is released, or the question has no options.
std::string bars_svg(const Report& report,
                     const ReportQuestion& question,
                     const ReportWords& words);

// A scale's steps stacked to 100 %, or otherwise the indicator as a dot, a line for everybody and
// each group of the dimension. Empty: the question is neither, or there are no groups.
std::string groups_svg(const Report& report,
                       const ReportQuestion& question,
                       const std::string& dimension,
                       const ReportWords& words);

// Text as it stands in XML, control characters left out.
std::string xml_text(std::string_view text);

}  // namespace lyhord::reporting
