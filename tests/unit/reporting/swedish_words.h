// The Swedish of the user interface, as it stands in its file.
#pragma once

#include <fstream>
#include <sstream>

#include "base/json/json.h"
#include "reporting/report_words.h"

namespace lyhord::reporting::testing {

inline ReportWords swedish_words() {
    static const base::Json texts = [] {
        const std::ifstream file(LYHORD_SOURCE "/static/languages/sv.json");
        std::ostringstream text;
        text << file.rdbuf();
        return base::Json::parse(text.str()).value();
    }();
    return ReportWords([](std::string_view key) -> std::string_view {
        const base::Json* text = texts.find(key);
        return text != nullptr ? std::string_view(*text->as_string()) : key;
    });
}

}  // namespace lyhord::reporting::testing
