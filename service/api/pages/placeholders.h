// Owns the filling of {placeholders} in texts of languages and questionnaires.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace lyhord::api {

struct Placeholder {
    std::string_view name;  // without braces
    std::string value;
};

// Replaces "{name}" by its value; what no placeholder names stays as it is.
std::string filled(std::string_view text, std::span<const Placeholder> placeholders);

}  // namespace lyhord::api
