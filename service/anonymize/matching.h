// Owns what the detectors share: a finding, a compiled pattern, and the checks of what stands
// beside a match (RE2 has no look-around, and its word boundary knows only ASCII).
#pragma once

#include <re2/re2.h>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/characters.h"
#include "anonymize/folded_text.h"
#include "anonymize/label.h"

namespace lyhord::anonymize {

// Stands in the text for every byte that is masked already. No detector matches it, and it is
// neither letter, digit nor space.
inline constexpr char barrier = '\x01';

// RE2's \b knows only ASCII, and takes an underscore for a letter.
inline const std::string word_start = "(?:^|[^a-zåäö0-9])";

// Letters, and capital ones, for a class of RE2, in a few ranges instead of the six hundred of
// \p{L}: a pattern's tables grow with each. Scripts without capitals and with rare letters are
// taken whole.
inline const std::string letter_ranges =
    "A-Za-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2AF}\\x{370}-\\x{373}\\x{376}-\\x{37D}"
    "\\x{386}\\x{388}-\\x{481}\\x{48A}-\\x{556}\\x{561}-\\x{587}\\x{5D0}-\\x{5EA}\\x{620}-\\x{64A}"
    "\\x{66E}-\\x{6D3}\\x{6D5}\\x{6EE}-\\x{6FC}\\x{710}-\\x{135A}\\x{1380}-\\x{1FFC}\\x{3041}-\\x{"
    "D7A3}";
inline const std::string capital_ranges =
    "A-Z\\x{C0}-\\x{D6}\\x{D8}-\\x{DE}\\x{100}-\\x{17F}\\x{386}-\\x{3AB}\\x{400}-\\x{42F}\\x{490}";

// Bytes [range.start, range.end) of the folded text.
struct Finding {
    ByteRange range;
    Label label = Label::person;
    Certainty certainty = Certainty::sure;
};
using Findings = std::vector<Finding>;

struct Match {
    std::array<re2::StringPiece, 4> groups;
    std::string_view text;

    // A group that took part in the match; 0 is the whole match.
    bool has(std::size_t group) const { return groups[group].data() != nullptr; }
    ByteRange range(std::size_t group = 0) const;
    std::string_view view(std::size_t group = 0) const;
};

// A regular expression of at most three groups that matches in linear time.
class Pattern {
public:
    explicit Pattern(const std::string& expression);

    // The leftmost match at or after a byte.
    std::optional<Match> next(std::string_view text, std::size_t from) const;
    bool occurs_in(std::string_view text) const;
    bool starts(std::string_view text) const;
    // The same from a byte on; what stands before it can still be looked at.
    bool starts_at(std::string_view text, std::size_t at) const;
    bool fills(std::string_view text) const;
    // The match at the very start of the text.
    std::optional<Match> at_start(std::string_view text) const;

private:
    RE2 expression_;
};

// Calls visit(match) from left to right; visit returns the byte where the search goes on.
template <typename Visit>
void each_match(const Pattern& pattern, std::string_view text, Visit visit) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::optional<Match> match = pattern.next(text, at);
        if (!match) {
            return;
        }
        at = std::max(visit(*match), match->range().start + 1);
    }
}

// True if no letter or digit touches the range from outside.
bool stands_alone(std::string_view text, ByteRange range);

std::size_t count_digits(std::string_view text);

std::string_view slice(std::string_view text, ByteRange range);

// At most this many bytes after, or before, a byte: what a look-around may read.
std::string_view after(std::string_view text, std::size_t at, std::size_t bytes_max);
std::string_view before(std::string_view text, std::size_t at, std::size_t bytes_max);

// The range without the marks at its end that are among the stops.
ByteRange without_last_stops(std::string_view text, ByteRange range, std::string_view stops);

// Where characters that are accepted end, from a byte on.
template <typename Accept>
std::size_t reach_right(std::string_view text, std::size_t at, Accept accept) {
    while (at < text.size()) {
        const Character character = character_at(text, at);
        if (!accept(character.code)) {
            break;
        }
        at += character.length;
    }
    return at;
}

}  // namespace lyhord::anonymize
