// Owns windows: the stretches of a text round what is worth looking at (digits, a rare word). Most
// of what residents write holds nothing of the kind, and the detectors' patterns are slow.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/matching.h"

namespace lyhord::anonymize {

// From left to right, apart from each other, and cut only where a space or a line's end is.
using Windows = std::vector<ByteRange>;

// Round digits that follow each other closely, as those of one number do, if there are so many.
Windows round_digits(std::string_view text, std::size_t digits_min);
// Adds the window round what was found; what the window before reaches over belongs to it.
void add_window(Windows& windows, std::string_view text, ByteRange found);

// Adds what a detector found in a window, in ranges of the text.
void add_found(Findings& all, ByteRange window, const Findings& found);

// The windows of one pass over a text in which nothing was found. One that holds no barrier, and
// comes back in the next pass as it was, holds nothing then.
struct EmptyWindows {
    std::string text;
    std::vector<Windows> by_detector;
};

// Those of one detector, which come in the same order.
class KnownWindows {
public:
    KnownWindows(const EmptyWindows& empty, std::size_t detector);

    // Whether this was a window in which nothing was found.
    bool has(std::string_view window);

private:
    std::string_view text_;
    std::span<const ByteRange> windows_;
};

}  // namespace lyhord::anonymize
