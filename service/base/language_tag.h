// Owns the shape of language tags.
#pragma once

#include <string_view>

namespace lyhord::base {

// RFC 5646 in the shapes that occur: "sv", "sv-SE", "zh-Hant", "sv-x-lattlast".
bool is_language_tag(std::string_view text);

}  // namespace lyhord::base
