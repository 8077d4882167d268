#include "anonymize/windows.h"

#include <algorithm>

namespace lyhord::anonymize {
namespace {

// What stands beside a number and tells what it is: a cue before it, a unit or a town after it.
constexpr std::size_t context_before = 80;
constexpr std::size_t context_after = 64;
constexpr std::size_t windows_ahead_max = 8;
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

}  // namespace

void add_window(Windows& windows, std::string_view text, ByteRange found) {
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
            add_window(windows, text, run);
        }
    }
    return windows;
}

void add_found(Findings& all, ByteRange window, const Findings& found) {
    for (const Finding& one : found) {
        all.push_back({{window.start + one.range.start, window.start + one.range.end},
                       one.label,
                       one.certainty});
    }
}

KnownWindows::KnownWindows(const EmptyWindows& empty, std::size_t detector) : text_(empty.text) {
    if (detector < empty.by_detector.size()) {
        windows_ = empty.by_detector[detector];
    }
}

bool KnownWindows::has(std::string_view window) {
    if (windows_.empty() || window.find(barrier) != std::string_view::npos) {
        return false;
    }
    const auto ahead = windows_.first(std::min(windows_.size(), windows_ahead_max));
    const auto same =
        std::ranges::find_if(ahead, [&](ByteRange known) { return slice(text_, known) == window; });
    if (same == ahead.end()) {
        return false;
    }
    windows_ = windows_.subspan(static_cast<std::size_t>(same - ahead.begin()) + 1);
    return true;
}

}  // namespace lyhord::anonymize
