// Owns byte strings and their text forms.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyhord::base {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;
using ByteView = std::span<const Byte>;

using Id = std::array<Byte, 16>;      // a random identifier
using Digest = std::array<Byte, 32>;  // a SHA-256 or HMAC-SHA-256

inline ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const Byte*>(text.data()), text.size()};
}

inline std::string_view as_text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string hex(ByteView bytes);
std::optional<Bytes> from_hex(std::string_view text);

// RFC 4648 section 5, without padding.
std::string base64url(ByteView bytes);
std::optional<Bytes> from_base64url(std::string_view text);

// RFC 4648 section 6, without padding, upper case. Decoding takes lower case, spaces and hyphens.
std::string base32(ByteView bytes);
std::optional<Bytes> from_base32(std::string_view text);

// Overwrites memory in a way that the compiler keeps.
void wipe(std::span<Byte> bytes);

}  // namespace lyhord::base
