#include "anonymize/windows.h"

#include <algorithm>

namespace lyhord::anonymize {
namespace {

// What stands beside a number and tells what it is: a cue before it, a unit or a town after it.
constexpr std::size_t context_before = 80;
constexpr std::size_t context_after = 64;
constexpr std::size_t gap_max = 8;  // bytes between two digits of one number

bool parts_words(char c) { return c == ' ' || c == '\n'; }

std::size_t cut_before(std::string_view text, std::size_t at) {
    std::size_t cut = at - std::min(at, context_before);
    while (cut > 0 && !parts_words(text[cut - 1])) {
        --cut;
    }
    return cut;
}

std::size_t cut_after(std::string_view text, std::size_t at) {
    return std::min(text.find_first_of(" \n", std::min(text.size(), at + context_after)),
                    text.size());
}

// What the window before reaches over belongs to it.
void add(Windows& windows, std::string_view text, ByteRange found) {
    const bool inside = !windows.empty() && found.start < windows.back().end;
    if (inside && found.end + context_after <= windows.back().end) {
        return;
    }
    const std::size_t start = inside ? found.start : cut_before(text, found.start);
    const std::size_t end = cut_after(text, found.end);
    if (!windows.empty() && start <= windows.back().end) {
        windows.back().end = std::max(windows.back().end, end);
    } else {
        windows.push_back({start, end});
    }
}

}  // namespace

Windows round_digits(std::string_view text, std::size_t digits_min) {
    Windows windows;
    ByteRange run;
    std::size_t digits = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_digit(text[at])) {
            continue;
        }
        const bool goes_on = digits > 0 && at - run.end <= gap_max;
        run = {goes_on ? run.start : at, at + 1};
        digits = goes_on ? digits + 1 : 1;
        const bool last = at + 1 == text.size() || !is_digit(text[at + 1]);
        if (digits >= digits_min && last) {
            add(windows, text, run);
        }
    }
    return windows;
}

Windows round_matches(const Pattern& hint, std::string_view text) {
    Windows windows;
    each_match(hint, text, [&](const Match& match) {
        add(windows, text, match.range());
        return match.range().end;
    });
    return windows;
}

}  // namespace lyhord::anonymize
