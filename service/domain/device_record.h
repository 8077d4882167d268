// Owns DeviceRecord: an answer as a device keeps it until it can be sent, sealed to the queue key
// of its round, so that whoever takes the device cannot read it.
//
// Format: version (1) | ephemeral public key (65) | AES-256-GCM of the padded plaintext with its
// tag. Key: SHA-256("lyhord device record 1" || ECDH || ephemeral key || queue key), one a record,
// so that the nonce is zeros; old telephones have no HKDF. The dialogue's slug is associated data.
// Plaintext: length (4, little-endian) | submission key (16) | body as of POST .../submissions |
// zeros, to a power of two of at least 1 KB. The submission key lies inside, since who has it can
// withdraw the answer's texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/crypto/crypto.h"
#include "domain/draft.h"

namespace lyhord::domain {

// What a record held. The body is as raw as that of a request; it is wiped when this goes.
class DeviceRecord {
public:
    // Nothing if the record was sealed to another key or for another dialogue, or was changed.
    static std::optional<DeviceRecord> open(const base::crypto::KeyPair& key,
                                            std::string_view slug,
                                            base::ByteView sealed);

    DeviceRecord(DeviceRecord&&) noexcept = default;
    DeviceRecord& operator=(DeviceRecord&&) = delete;
    DeviceRecord(const DeviceRecord&) = delete;
    DeviceRecord& operator=(const DeviceRecord&) = delete;
    ~DeviceRecord() { base::wipe(plain_); }

    SubmissionKey key() const;
    std::string_view body() const;

private:
    explicit DeviceRecord(base::Bytes plain) : plain_(std::move(plain)) {}
    std::size_t size() const;  // of submission key and body

    base::Bytes plain_;
};

// What a record says of the key that it is sealed to: bytes 1 to 16 of it, base64url.
std::string queue_key_name(const base::crypto::PublicKey& key);

}  // namespace lyhord::domain
