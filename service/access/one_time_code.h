// Owns OneTimeCodes: the codes of an authenticator app (TOTP, RFC 6238: HMAC-SHA-1, six digits,
// half a minute), which is what every such app takes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/crypto/crypto.h"

namespace lyhord::access {

inline constexpr std::int64_t code_seconds = 30;

// The secret of one account's app: 160 bits, as RFC 4226 recommends.
class OneTimeCodes {
public:
    // Of the instance's key, the account and its nonce: whoever has the database has no secret.
    OneTimeCodes(const base::crypto::Secret& key, std::string_view account, base::ByteView nonce);
    explicit OneTimeCodes(std::array<base::Byte, 20> secret) : secret_(secret) {}
    OneTimeCodes(const OneTimeCodes&) = delete;
    OneTimeCodes& operator=(const OneTimeCodes&) = delete;
    ~OneTimeCodes() { base::wipe(secret_); }

    // Six digits.
    std::string code(std::int64_t step) const;
    // The step whose code was typed (spaces are no part of it): the one of now, the one before or
    // the one after, and later than `used`. Nothing: it is wrong, over or used.
    std::optional<std::int64_t> step_of(std::string_view typed,
                                        base::Instant now,
                                        std::int64_t used) const;

    // Base32 without padding, as an app takes it by hand.
    std::string secret_text() const;
    // "otpauth://totp/..." for an app on the same telephone.
    std::string address(std::string_view issuer, std::string_view account) const;

private:
    std::array<base::Byte, 20> secret_{};
};

}  // namespace lyhord::access
