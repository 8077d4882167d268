// Owns charts as SVG: the figures of one question, with title, description and source inside, so
// that each can stand alone in a presentation. Readable in grey: nothing is told by color alone.
#pragma once

#include <string>

#include "reporting/report.h"

namespace lyhord::reporting {

// A file stands alone: its question, number of answers and source are drawn in it. A page says
// those around it, and its charts are narrow, with labels above, so that a phone shows them.
enum class ChartPlace { file, page };

// Everybody's answers as horizontal bars with share and number: the steps of a scale in their
// order, other options largest first. Of a random sample each bar has its interval. Empty: nothing
// is released, or the question has no options.
std::string bars_svg(const Report& report,
                     const ReportQuestion& question,
                     const ReportWords& words,
                     ChartPlace place = ChartPlace::file);

// A scale's steps stacked to 100 %, or otherwise the indicator as a dot, a line for everybody and
// each group of the dimension. Empty: the question is neither, or there are no groups.
std::string groups_svg(const Report& report,
                       const ReportQuestion& question,
                       const std::string& dimension,
                       const ReportWords& words,
                       ChartPlace place = ChartPlace::file);

// The indicator in the round before and now, joined by a line: dark where the change can be told
// from chance, else grey. Empty: there is no change that may be told.
std::string change_svg(const Report& report,
                       const ReportQuestion& question,
                       const ReportWords& words,
                       ChartPlace place = ChartPlace::file);

}  // namespace lyhord::reporting
