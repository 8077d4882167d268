#include "domain/device_record.h"

#include <algorithm>

namespace lyhord::domain {
namespace {

using base::Byte;
using base::Bytes;
using base::ByteView;
namespace crypto = base::crypto;

constexpr Byte format_version = 1;
constexpr std::size_t point_bytes = crypto::PublicKey().size();
constexpr std::size_t header_bytes = 1 + point_bytes;
constexpr std::size_t length_bytes = 4;
constexpr std::size_t name_bytes = 16;
constexpr std::array<Byte, 12> nonce{};  // each key seals one record only

crypto::Secret record_key(const crypto::Secret& shared,
                          const crypto::PublicKey& ephemeral,
                          const crypto::PublicKey& queue) {
    Bytes material(shared.view().begin(), shared.view().end());
    material.insert(material.end(), ephemeral.begin(), ephemeral.end());
    material.insert(material.end(), queue.begin(), queue.end());
    const crypto::Secret key(crypto::sha256("lyhord device record 1", material));
    base::wipe(material);
    return key;
}

}  // namespace

std::optional<DeviceRecord> DeviceRecord::open(const crypto::KeyPair& key,
                                               std::string_view slug,
                                               ByteView sealed) {
    if (sealed.size() < header_bytes || sealed[0] != format_version) {
        return std::nullopt;
    }
    crypto::PublicKey ephemeral{};
    std::copy_n(sealed.begin() + 1, ephemeral.size(), ephemeral.begin());
    const std::optional<crypto::Secret> shared = crypto::ecdh(key, ephemeral);
    if (!shared) {
        return std::nullopt;
    }
    std::optional<Bytes> plain =
        crypto::aes256gcm_open(record_key(*shared, ephemeral, key.public_key),
                               nonce,
                               sealed.subspan(header_bytes),
                               base::as_bytes(slug));
    if (!plain) {
        return std::nullopt;
    }
    DeviceRecord record(std::move(*plain));
    const std::size_t held = record.plain_.size();
    const bool fits = held >= length_bytes + SubmissionKey().size() &&
                      record.size() >= SubmissionKey().size() &&
                      record.size() <= held - length_bytes;
    return fits ? std::optional(std::move(record)) : std::nullopt;
}

std::size_t DeviceRecord::size() const {
    std::size_t size = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) {
        size |= static_cast<std::size_t>(plain_[i]) << (8 * i);
    }
    return size;
}

SubmissionKey DeviceRecord::key() const {
    SubmissionKey key{};
    std::copy_n(plain_.begin() + length_bytes, key.size(), key.begin());
    return key;
}

std::string_view DeviceRecord::body() const {
    const std::size_t begin = length_bytes + SubmissionKey().size();
    return base::as_text(ByteView(plain_).subspan(begin, size() - SubmissionKey().size()));
}

std::string queue_key_name(const crypto::PublicKey& key) {
    return base::base64url(ByteView(key).subspan(1, name_bytes));
}

}  // namespace lyhord::domain
