// Owns counting in texts.
#pragma once

#include <cstddef>
#include <string_view>

namespace lyhord::tests {

// How often it is in the text, side by side.
inline std::size_t count_of(std::string_view text, std::string_view what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos;
         at = text.find(what, at + what.size())) {
        ++count;
    }
    return count;
}

}  // namespace lyhord::tests
