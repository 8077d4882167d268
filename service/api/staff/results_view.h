// Owns what the page of results and the page of its method show of a report: the same sentences,
// charts and tables as in every file. Pure; no figure is computed here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "reporting/document.h"
#include "reporting/report.h"

namespace lyhord::api::staff {

// What a page is made of: its data, and its drawings by their number in it (pages/drawings.h).
struct ResultsView {
    base::Json data;
    std::vector<std::string> drawings;
};

// `by` is a dimension of the report, or nothing: then groups are shown of taking part only.
ResultsView results_view(const reporting::Report& report,
                         const reporting::ReportWords& words,
                         std::string_view by);

// A document's headings, paragraphs, lists and tables, in order.
base::Json blocks_of(const reporting::Document& document);

}  // namespace lyhord::api::staff
