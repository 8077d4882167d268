#include "base/bytes.h"

#include <openssl/crypto.h>

namespace lyhord::base {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view base32_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// Writes `bytes` in digits of `bits_per_digit` bits, most significant first.
std::string encode(ByteView bytes, std::string_view digits, unsigned bits_per_digit) {
    std::string out;
    out.reserve(bytes.size() * 8 / bits_per_digit + 1);
    unsigned buffer = 0;
    unsigned bits = 0;
    const unsigned mask = (1U << bits_per_digit) - 1;
    for (const Byte byte : bytes) {
        buffer = (buffer << 8) | byte;
        bits += 8;
        while (bits >= bits_per_digit) {
            bits -= bits_per_digit;
            out += digits[(buffer >> bits) & mask];
        }
        buffer &= (1U << bits) - 1;
    }
    if (bits > 0) {
        out += digits[(buffer << (bits_per_digit - bits)) & mask];
    }
    return out;
}

// Refuses what encode() would not have written: strange digits, wrong lengths, stray bits.
std::optional<Bytes> decode(std::string_view text,
                            std::string_view digits,
                            unsigned bits_per_digit) {
    Bytes out;
    unsigned buffer = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const std::size_t digit = digits.find(c);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        buffer = (buffer << bits_per_digit) | static_cast<unsigned>(digit);
        bits += bits_per_digit;
        if (bits >= 8) {
            bits -= 8;
            out.push_back(static_cast<Byte>(buffer >> bits));
            buffer &= (1U << bits) - 1;
        }
    }
    if (bits >= bits_per_digit || buffer != 0) {
        return std::nullopt;
    }
    return out;
}

}  // namespace

std::string hex(ByteView bytes) { return encode(bytes, hex_digits, 4); }

std::optional<Bytes> from_hex(std::string_view text) { return decode(text, hex_digits, 4); }

std::string base64url(ByteView bytes) { return encode(bytes, base64_digits, 6); }

std::optional<Bytes> from_base64url(std::string_view text) {
    return decode(text, base64_digits, 6);
}

std::string base32(ByteView bytes) { return encode(bytes, base32_digits, 5); }

std::optional<Bytes> from_base32(std::string_view text) {
    std::string plain;
    for (const char c : text) {
        if (c == ' ' || c == '-' || c == '\n' || c == '\r' || c == '\t') {
            continue;
        }
        plain += (c >= 'a' && c <= 'z') ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return decode(plain, base32_digits, 5);
}

void wipe(std::span<Byte> bytes) { OPENSSL_cleanse(bytes.data(), bytes.size()); }

}  // namespace lyhord::base
