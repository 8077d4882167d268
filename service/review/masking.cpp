#include "review/masking.h"

#include <algorithm>
#include <span>
#include <vector>

#include "anonymize/matching.h"
#include "anonymize/tokens.h"
#include "base/utf8.h"

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

// Puts the text together again, and counts the tokens as it goes.
class Rest {
public:
    Rest(std::string_view text,
         const std::vector<ByteRange>& tokens,
         std::span<const std::uint16_t> unsure)
        : text_(text), tokens_(tokens), unsure_(unsure) {}

    bool is_empty() const { return copied_ == 0; }
    std::size_t copied() const { return copied_; }
    void mask(ByteRange range, std::string_view token) {
        copy(range.start);
        less_.text += token;
        ++put_;
        while (next_ < tokens_.size() && tokens_[next_].start < range.end) {
            ++next_;
        }
        copied_ = range.end;
    }
    MaskedMore take() {
        copy(text_.size());
        return std::move(less_);
    }

private:
    void copy(std::size_t end) {
        for (; next_ < tokens_.size() && tokens_[next_].start < end; ++next_) {
            if (std::ranges::binary_search(unsure_, next_)) {
                less_.unsure.push_back(put_);
            }
            ++put_;
        }
        less_.text += text_.substr(copied_, end - copied_);
    }

    std::string_view text_;
    const std::vector<ByteRange>& tokens_;
    std::span<const std::uint16_t> unsure_;
    MaskedMore less_;
    std::size_t copied_ = 0;
    std::size_t next_ = 0;   // of the tokens that stood there
    std::uint16_t put_ = 0;  // tokens that stand there now
};

}  // namespace

std::optional<MaskedMore> masked_more(const domain::RedactedText& redacted,
                                      const Stretch& stretch) {
    const std::string text = one_way(redacted.view());
    const std::string words = trimmed(one_way(stretch.words));
    const bool is_token = std::ranges::find(domain::redaction_tokens, stretch.token) !=
                          domain::redaction_tokens.end();
    if (words.empty() || !is_token) {
        return std::nullopt;
    }
    const std::vector<ByteRange> tokens = anonymize::tokens_in(text);
    Rest rest(text, tokens, redacted.unsure());
    for (const ByteRange& place : places_of(text, words, stretch.place)) {
        const std::optional<ByteRange> range = with_tokens(place, tokens);
        if (range && range->start >= rest.copied()) {
            rest.mask(*range, stretch.token);
        }
    }
    return rest.is_empty() ? std::nullopt : std::optional(rest.take());
}

}  // namespace lyhord::review
