#include "anonymize/matching.h"

#include <algorithm>
#include <stdexcept>

#include "anonymize/characters.h"

namespace lyhord::anonymize {
namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

RE2::Options options() {
    RE2::Options options;
    options.set_log_errors(false);  // RE2 would write parts of the text to stderr.
    return options;
}

}  // namespace

ByteRange Match::range(std::size_t group) const {
    const auto start = static_cast<std::size_t>(groups[group].data() - text.data());
    return {.start = start, .end = start + groups[group].size()};
}

std::string_view Match::view(std::size_t group) const {
    return {groups[group].data(), groups[group].size()};
}

Pattern::Pattern(const std::string& expression) : expression_(expression, options()) {
    if (!expression_.ok() || expression_.NumberOfCapturingGroups() > 3) {
        throw std::logic_error("a pattern of the redactor does not compile: " + expression);
    }
}

std::optional<Match> Pattern::next(std::string_view text, std::size_t from) const {
    Match match{.groups = {}, .text = text};
    const int groups = expression_.NumberOfCapturingGroups() + 1;
    if (!expression_.Match(
            piece(text), from, text.size(), RE2::UNANCHORED, match.groups.data(), groups)) {
        return std::nullopt;
    }
    return match;
}

bool Pattern::occurs_in(std::string_view text) const {
    return expression_.Match(piece(text), 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

bool Pattern::starts(std::string_view text) const {
    return expression_.Match(piece(text), 0, text.size(), RE2::ANCHOR_START, nullptr, 0);
}

bool Pattern::starts_at(std::string_view text, std::size_t at) const {
    return expression_.Match(piece(text), at, text.size(), RE2::ANCHOR_START, nullptr, 0);
}

bool Pattern::fills(std::string_view text) const {
    return expression_.Match(piece(text), 0, text.size(), RE2::ANCHOR_BOTH, nullptr, 0);
}

std::optional<Match> Pattern::at_start(std::string_view text) const {
    Match match{.groups = {}, .text = text};
    const int groups = expression_.NumberOfCapturingGroups() + 1;
    if (!expression_.Match(
            piece(text), 0, text.size(), RE2::ANCHOR_START, match.groups.data(), groups)) {
        return std::nullopt;
    }
    return match;
}

bool stands_alone(std::string_view text, ByteRange range) {
    return !word_ends_at(text, range.start) && !word_starts_at(text, range.end);
}

std::size_t count_digits(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, is_digit));
}

std::string_view slice(std::string_view text, ByteRange range) {
    return text.substr(range.start, range.end - range.start);
}

std::string_view after(std::string_view text, std::size_t at, std::size_t bytes_max) {
    return text.substr(std::min(at, text.size()), bytes_max);
}

std::string_view before(std::string_view text, std::size_t at, std::size_t bytes_max) {
    const std::size_t length = std::min(at, bytes_max);
    return text.substr(at - length, length);
}

ByteRange without_last_stops(std::string_view text, ByteRange range, std::string_view stops) {
    while (range.end > range.start && stops.find(text[range.end - 1]) != std::string_view::npos) {
        --range.end;
    }
    return range;
}

}  // namespace lyhord::anonymize
