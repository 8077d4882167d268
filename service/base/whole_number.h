// Owns the reading of whole numbers, wherever a text holds one: options, settings, days.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lyhord::base {

// Decimal digits, after a hyphen if it is negative, and nothing else. Nothing also for a number
// that does not fit.
std::optional<std::int64_t> whole_number(std::string_view text);

}  // namespace lyhord::base
