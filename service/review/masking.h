// Owns masking more: which bytes of a redacted text a person meant, and the text without them.
// Pure. Nothing is ever unmasked: a stretch that touches a token takes the whole of it along.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/redacted_text.h"

namespace lyhord::review {

// Some words of a redacted text.
struct Stretch {
    std::string words;
    // Which of the places where the words stand, from 1; 0: all where they stand as whole words, as
    // of who typed them and pointed at no place.
    std::size_t place = 0;
    std::string_view token;  // one of domain::redaction_tokens
};

struct MaskedMore {
    std::string text;
    std::vector<std::uint16_t> unsure;  // as of RedactedText: what a person masks is sure
};

// The text with the token instead of the stretch. Nothing if the words do not stand there, or only
// inside of tokens, or the token is none. A line's end is the same however it is written.
std::optional<MaskedMore> masked_more(const domain::RedactedText& redacted, const Stretch& stretch);

}  // namespace lyhord::review
