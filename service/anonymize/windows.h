// Owns windows: the stretches of a text round what is worth looking at (digits, a rare word). Most
// of what residents write holds nothing of the kind, and the detectors' patterns are slow.
#pragma once

#include <string_view>
#include <vector>

#include "anonymize/matching.h"

namespace lyhord::anonymize {

// From left to right, apart from each other, and cut only where a space or a line's end is.
using Windows = std::vector<ByteRange>;

// Round digits that follow each other closely, as those of one number do, if there are so many.
Windows round_digits(std::string_view text, std::size_t digits_min);
Windows round_matches(const Pattern& hint, std::string_view text);

// What a detector finds in the windows; its ranges are of the text.
template <typename Detect>
Findings in_windows(std::string_view text, const Windows& windows, Detect detect) {
    Findings all;
    for (const ByteRange& window : windows) {
        for (const Finding& found : detect(slice(text, window))) {
            all.push_back({{window.start + found.range.start, window.start + found.range.end},
                           found.label,
                           found.certainty});
        }
    }
    return all;
}

}  // namespace lyhord::anonymize
