#include "anonymize/tokens.h"

#include <algorithm>
#include <limits>

#include "domain/redacted_text.h"

namespace lyhord::anonymize {

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

std::vector<std::uint16_t> unsure_tokens(std::string_view redacted,
                                         std::span<const PutToken> put,
                                         std::span<const std::uint16_t> before) {
    std::vector<std::uint16_t> unsure;
    const bool has_any = !before.empty() ||
                         std::ranges::find(put, Certainty::unsure, &PutToken::second) != put.end();
    if (!has_any) {
        return unsure;
    }
    std::size_t next_put = 0;
    std::size_t old = 0;
    const std::vector<ByteRange> tokens = tokens_in(redacted);
    // No text that is stored has as many tokens as a number of 16 bits counts.
    const std::size_t count =
        std::min<std::size_t>(tokens.size(), std::numeric_limits<std::uint16_t>::max());
    for (std::size_t i = 0; i < count; ++i) {
        const bool is_put = next_put < put.size() && put[next_put].first == tokens[i].start;
        const bool is_unsure = is_put ? put[next_put++].second == Certainty::unsure
                                      : std::ranges::binary_search(before, old++);
        if (is_unsure) {
            unsure.push_back(static_cast<std::uint16_t>(i));
        }
    }
    return unsure;
}

}  // namespace lyhord::anonymize
