// Owns masking more: which bytes of a redacted text a person meant, and the text without them.
// Pure. Nothing is ever unmasked: a stretch that touches a token takes the whole of it along.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/folded_text.h"

namespace lyhord::review {

// Some words of a redacted text.
struct Stretch {
    std::string words;
    // Which of the places where the words stand, from 1; 0: all where they stand as whole words, as
    // of who typed them and pointed at no place.
    std::size_t place = 0;
    std::string_view token;  // one of domain::redaction_tokens
};

// Where tokens stand, in order.
std::vector<anonymize::ByteRange> tokens_in(std::string_view text);

// The text with the token instead of the stretch. Nothing if the words do not stand there, or only
// inside of tokens, or the token is none. A line's end is the same however it is written.
std::optional<std::string> masked_more(std::string_view redacted, const Stretch& stretch);

}  // namespace lyhord::review
