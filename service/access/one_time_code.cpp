#include "access/one_time_code.h"

#include <algorithm>

namespace lyhord::access {
namespace {

using base::Byte;

constexpr std::uint32_t six_digits = 1'000'000;

// RFC 4226, 5.3.
std::uint32_t truncated(const std::array<Byte, 20>& mac) {
    const std::size_t offset = mac.back() & 0x0FU;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = value << 8U | mac[offset + i];
    }
    return (value & 0x7FFFFFFFU) % six_digits;
}

// What may stand in a path or a query without being escaped.
bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
}

std::string escaped(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_plain(c)) {
            out += c;
        } else {
            out += {'%', digits[byte >> 4U], digits[byte & 0x0FU]};
        }
    }
    return out;
}

}  // namespace

OneTimeCodes::OneTimeCodes(const base::crypto::Secret& key,
                           std::string_view account,
                           base::ByteView nonce) {
    const std::string info = "lyhord second factor " + std::string(account);
    const base::crypto::Secret derived =
        base::crypto::hkdf_sha256(key.view(), nonce, base::as_bytes(info));
    std::ranges::copy(derived.view().first(secret_.size()), secret_.begin());
}

std::string OneTimeCodes::code(std::int64_t step) const {
    std::array<Byte, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter[counter.size() - 1 - i] =
            static_cast<Byte>(static_cast<std::uint64_t>(step) >> (8 * i));
    }
    const std::string digits = std::to_string(truncated(base::crypto::hmac_sha1(secret_, counter)));
    return std::string(6 - digits.size(), '0') + digits;
}

std::optional<std::int64_t> OneTimeCodes::step_of(std::string_view typed,
                                                  base::Instant now,
                                                  std::int64_t used) const {
    std::string digits(typed);
    std::erase(digits, ' ');
    const std::int64_t step = now.seconds / code_seconds;
    std::optional<std::int64_t> found;
    for (const std::int64_t each : {step - 1, step, step + 1}) {  // each is compared, always
        const std::string expected = code(each);
        const bool is_it =
            base::crypto::equal_in_constant_time(base::as_bytes(expected), base::as_bytes(digits));
        found = is_it && each > used && !found ? std::optional(each) : found;
    }
    return found;
}

std::string OneTimeCodes::secret_text() const { return base::base32(secret_); }

std::string OneTimeCodes::address(std::string_view issuer, std::string_view account) const {
    return "otpauth://totp/" + escaped(issuer) + ":" + escaped(account) +
           "?secret=" + secret_text() + "&issuer=" + escaped(issuer);
}

}  // namespace lyhord::access
