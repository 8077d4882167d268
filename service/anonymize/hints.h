// Owns Hints: where in a text the words stand that drive detectors, and whose words they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/matching.h"
#include "anonymize/windows.h"

namespace lyhord::anonymize {

class Hints {
public:
    // One expression a detector; at most 32.
    explicit Hints(std::initializer_list<std::string> expressions);

    // For each detector, in the order of the expressions, the windows in which its words stand.
    std::vector<Windows> windows(std::string_view text) const;

private:
    // Which detectors' words start at a byte, as bits; those in `known` are not asked again.
    std::uint32_t starting_at(std::string_view text, std::size_t at, std::uint32_t known) const;

    // All in one pattern, which alone reads the whole text.
    Pattern any_;
    std::deque<Pattern> each_;
};

}  // namespace lyhord::anonymize
