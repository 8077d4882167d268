#include "review/masking.h"

#include <algorithm>
#include <vector>

#include "anonymize/matching.h"
#include "base/utf8.h"
#include "domain/redacted_text.h"

namespace lyhord::review {
namespace {

using anonymize::ByteRange;

// Browsers write a line's end as CR LF in what they post, and as LF in what they show.
std::string one_way(std::string_view text) {
    std::string out = base::nfc(text);
    std::erase(out, '\r');
    return out;
}

std::string trimmed(std::string text) {
    constexpr std::string_view blank = " \t\n";
    text.erase(0, std::min(text.find_first_not_of(blank), text.size()));
    text.erase(text.find_last_not_of(blank) + 1);
    return text;
}

// The places that are meant, from left to right and apart.
std::vector<ByteRange> places_of(std::string_view text,
                                 std::string_view words,
                                 std::size_t wanted) {
    std::vector<ByteRange> places;
    std::size_t number = 0;
    for (std::size_t at = text.find(words); at != std::string_view::npos;
         at = text.find(words, at + 1)) {
        const ByteRange range{at, at + words.size()};
        ++number;
        const bool is_apart = places.empty() || range.start >= places.back().end;
        const bool is_meant =
            wanted == 0 ? is_apart && anonymize::stands_alone(text, range) : number == wanted;
        if (is_meant) {
            places.push_back(range);
        }
    }
    return places;
}

// With the whole of each token that the place touches; nothing if it lies in one.
std::optional<ByteRange> with_tokens(ByteRange place, const std::vector<ByteRange>& tokens) {
    ByteRange wide = place;
    for (const ByteRange& token : tokens) {
        if (token.start <= place.start && place.end <= token.end) {
            return std::nullopt;
        }
        if (token.start < place.end && place.start < token.end) {
            wide = {std::min(wide.start, token.start), std::max(wide.end, token.end)};
        }
    }
    return wide;
}

}  // namespace

std::vector<ByteRange> tokens_in(std::string_view text) {
    std::vector<ByteRange> tokens;
    for (std::size_t at = text.find('['); at != std::string_view::npos;
         at = text.find('[', at + 1)) {
        for (const std::string_view token : domain::redaction_tokens) {
            if (text.substr(at).starts_with(token)) {
                tokens.push_back({at, at + token.size()});
            }
        }
    }
    return tokens;
}

std::optional<std::string> masked_more(std::string_view redacted, const Stretch& stretch) {
    const std::string text = one_way(redacted);
    const std::string words = trimmed(one_way(stretch.words));
    const bool is_token = std::ranges::find(domain::redaction_tokens, stretch.token) !=
                          domain::redaction_tokens.end();
    if (words.empty() || !is_token) {
        return std::nullopt;
    }
    const std::vector<ByteRange> tokens = tokens_in(text);
    std::string out;
    std::size_t copied = 0;
    for (const ByteRange& place : places_of(text, words, stretch.place)) {
        const std::optional<ByteRange> range = with_tokens(place, tokens);
        if (range && range->start >= copied) {
            out += text.substr(copied, range->start - copied);
            out += stretch.token;
            copied = range->end;
        }
    }
    if (copied == 0) {
        return std::nullopt;
    }
    return out + text.substr(copied);
}

}  // namespace lyhord::review
