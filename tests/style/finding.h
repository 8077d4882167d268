// Owns Finding: one place that breaks one rule.
#pragma once

#include <compare>
#include <string>
#include <vector>

namespace lyhord::style {

struct Finding {
    std::string path;
    std::size_t line = 1;
    std::string rule;     // one word, e.g. "columns"
    std::string message;  // what to do about it

    auto operator<=>(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

// "service/base/day.h:12: columns: ..."
std::string to_line(const Finding& finding);

}  // namespace lyhord::style
