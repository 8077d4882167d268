// Owns cryptography: thin, typed wrappers over OpenSSL 3. Nothing else but http/ (for TLS) names
// it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace lyhord::base::crypto {

Digest sha256(ByteView data);
// SHA-256 of a label followed by data: `"receipt" || key`.
Digest sha256(std::string_view label, ByteView data);
// The same of data that comes piece by piece.
class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();
    void add(ByteView piece);
    Digest digest() const;  // of what was added so far

private:
    struct State;
    std::unique_ptr<State> state_;
};

Digest hmac_sha256(ByteView key, ByteView data);
bool equal_in_constant_time(ByteView left, ByteView right);

// 32 secret bytes; wiped when it goes.
class Secret {
public:
    Secret() = default;
    explicit Secret(const Digest& bytes) : bytes_(bytes) {}
    Secret(const Secret&) = default;
    Secret& operator=(const Secret&) = default;
    ~Secret() { wipe(bytes_); }

    ByteView view() const { return bytes_; }
    Digest& bytes() { return bytes_; }

private:
    Digest bytes_{};
};

// RFC 2104 over SHA-1, for codes of authenticator apps only: they take no other.
std::array<Byte, 20> hmac_sha1(ByteView key, ByteView data);

// HKDF-SHA-256 (RFC 5869), 32 bytes out.
Secret hkdf_sha256(ByteView input_key, ByteView salt, ByteView info);

inline constexpr std::size_t gcm_tag_bytes = 16;

// AES-256-GCM. A key must never seal two messages under one nonce: derive one a message.
// Returns ciphertext || tag.
Bytes aes256gcm_seal(const Secret& key, ByteView nonce, ByteView plain, ByteView associated);
std::optional<Bytes> aes256gcm_open(const Secret& key,
                                    ByteView nonce,
                                    ByteView sealed,
                                    ByteView associated);

// NIST P-256 (WebCrypto on old phones knows no other curve).
using PublicKey = std::array<Byte, 65>;  // uncompressed point

struct KeyPair {
    Secret private_key;
    PublicKey public_key{};
};

KeyPair generate_key_pair();
// Nothing if the number is not a private key of the curve.
std::optional<KeyPair> key_pair_from(const Secret& private_key);
// The shared x coordinate; nothing if `peer` is not a point of the curve.
std::optional<Secret> ecdh(const KeyPair& own, const PublicKey& peer);

}  // namespace lyhord::base::crypto
