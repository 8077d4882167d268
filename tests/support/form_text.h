// Owns the writing of form fields as a browser posts them.
#pragma once

#include <string>
#include <string_view>

namespace lyhord::tests {

// Every byte percent-encoded (application/x-www-form-urlencoded).
inline std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

}  // namespace lyhord::tests
