// Owns the filling of {placeholders} in texts of languages and questionnaires.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyhord::api {

struct Placeholder {
    std::string_view name;  // without braces
    std::string value;
};

// The "{name}"s of a text, sorted.
std::vector<std::string> placeholders_of(std::string_view text);

// Replaces "{name}" by its value; what no placeholder names stays as it is.
std::string filled(std::string_view text, std::span<const Placeholder> placeholders);

}  // namespace lyhord::api
