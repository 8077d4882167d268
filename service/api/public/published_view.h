// Owns what the page of results shows of a published edition. Pure; no figure is computed here, and
// there is no way to give it what staff see.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/pages/page_language.h"
#include "reporting/public_report.h"

namespace lyhord::api {

struct PublishedView {
    base::Json data;
    std::vector<std::string> drawings;  // api/pages/drawings.h
};

// The words of figures in the language of the page.
reporting::ReportWords figure_words(const Pages& pages, std::string_view language);

// `by`: a dimension by which every question is told, or nothing.
PublishedView published_view(const reporting::PublicReport& published,
                             const Pages& pages,
                             const PageLanguage& language,
                             std::string_view by);

}  // namespace lyhord::api
