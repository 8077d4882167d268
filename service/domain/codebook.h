// Owns Codebook: the themes a round's texts are coded with.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lyhord::domain {

struct Theme {
    std::string id;
    std::string label;
    bool sensitive = false;  // never quoted, never crossed
    std::string polarity;    // "", "protective" or "positive"
    std::vector<std::string> patterns;
    std::vector<std::string> exclusions;  // a pattern covering a matched word cancels the match
};

struct Codebook {
    std::string id;
    std::string language;
    std::int64_t version = 1;
    std::vector<Theme> themes;
};

}  // namespace lyhord::domain
