// Owns how many random streams the attack tests play: as many as fit into CI, or, by hand, more.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <string>

namespace lyhord::attack {

inline constexpr int streams_usual = 2000;

// LYHORD_STREAMS=100000 makes the property test play so many streams, and all others as many times
// more than they usually do.
inline int streams(int usual) {
    const char* wanted = std::getenv("LYHORD_STREAMS");
    const int all = wanted == nullptr ? streams_usual : std::stoi(wanted);
    return usual * std::max(1, all / streams_usual);
}

}  // namespace lyhord::attack
