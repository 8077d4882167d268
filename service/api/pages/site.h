// Owns Site: what a municipality says of itself and its site, from static/site/site.json and over
// it, member by member, from site.json in its own directory.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/pages/site_colors.h"
#include "api/pages/static_files.h"
#include "base/day.h"
#include "base/result.h"
#include "domain/localized_text.h"

namespace lyhord::api {

enum class Compliance { full, partial, none };

// What a tillgänglighetsredogörelse must hold: the eleven items that Digg lists
// (digg.se, "Skapa en tillgänglighetsredogörelse"; MDFFS 2019:2).
struct AccessibilityStatement {
    std::string organisation;
    domain::LocalizedText service;
    Compliance compliance = Compliance::none;
    std::vector<domain::LocalizedText> inaccessible;  // each with its reason
    std::optional<base::Day> assessed;
    std::optional<base::Day> updated;
    domain::LocalizedText method;
    std::string contact;  // an e-mail address, or an address of a page
    std::string report_url;
    domain::LocalizedText burden;   // left out as disproportionate (12 §)
    domain::LocalizedText outside;  // that the law does not ask for (9 §)

    std::int64_t reply_days = 0;
    std::optional<base::Day> published;
};

struct Site {
    std::string name;  // on every page
    std::optional<Color> main;
    std::optional<Color> accent;
    AccessibilityStatement accessibility;
    bool is_example = false;  // the statement is the shipped one, which is nobody's

    // invalid: a file cannot be read, one of the eleven items is missing, a site of another name
    // or logo has no statement of its own, or a color is not readable; the error says where, or how
    // much contrast there is.
    static base::Result<Site> load(const StaticFiles& files);
};

}  // namespace lyhord::api
