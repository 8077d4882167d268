// Owns texts as a redactor of an earlier day left them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/fragment.h"

namespace lyhord::review {

// As the domain gives it back from a sealed comment; no test can make one directly. `unsure`: which
// of its tokens stand for what that redactor was not sure of.
inline domain::RedactedText as_sealed(std::string_view text,
                                      const std::vector<std::uint16_t>& unsure = {}) {
    base::Bytes bytes{2};
    const auto number = [&bytes](std::size_t value) {
        bytes.push_back(static_cast<base::Byte>(value & 0xFFU));
        bytes.push_back(static_cast<base::Byte>(value >> 8U));
    };
    number(text.size());
    bytes.insert(bytes.end(), text.begin(), text.end());
    number(unsure.size());
    for (const std::uint16_t token : unsure) {
        number(token);
    }
    number(0);  // the language
    number(0);  // the themes
    return domain::Fragments::decode_comment(bytes).value().text;
}

}  // namespace lyhord::review
