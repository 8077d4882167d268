// Owns the ends of the names of files that may hold texts, so that a disposal finds all that a
// backup has written.
#pragma once

#include <string_view>

namespace lyhord::operations {

inline constexpr std::string_view backup_suffix = ".backup";
inline constexpr std::string_view partial_suffix = ".partial";  // a backup that is being copied

}  // namespace lyhord::operations
