// Owns the codebooks that the tests of themes/ use.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "domain/files.h"

namespace lyhord::themes {

inline domain::Theme theme(std::string id,
                           std::vector<std::string> patterns,
                           std::vector<std::string> exclusions = {}) {
    return {.id = std::move(id),
            .label = "",
            .sensitive = false,
            .polarity = "",
            .patterns = std::move(patterns),
            .exclusions = std::move(exclusions)};
}

inline domain::Codebook book(std::vector<domain::Theme> themes) {
    return {.id = "b", .language = "sv", .version = 1, .themes = std::move(themes)};
}

inline std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline domain::Codebook demo_codebook() {
    return domain::CodebookFile::read(file_text(LYHORD_SOURCE "/static/demo/codebook.json"))
        .value();
}

}  // namespace lyhord::themes
