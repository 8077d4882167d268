#include "domain/sealer.h"

#include <algorithm>
#include <stdexcept>

namespace lyhord::domain {
namespace {

using base::Byte;
using base::Bytes;
using base::ByteView;
using base::Id;
namespace crypto = base::crypto;

constexpr Byte format_version = 1;
constexpr std::size_t header_bytes = 1 + 16 + 65;
constexpr std::size_t padded_bytes_min = 1024;
constexpr std::array<Byte, 12> nonce{};  // each key seals one record only

Bytes associated_data(const Id& round, std::int64_t epoch) {
    Bytes out(round.begin(), round.end());
    for (int shift = 0; shift < 64; shift += 8) {
        out.push_back(static_cast<Byte>(static_cast<std::uint64_t>(epoch) >> shift));
    }
    return out;
}

crypto::Secret hour_secret(const crypto::Secret& shared, const crypto::PublicKey& ephemeral) {
    return crypto::hkdf_sha256(shared.view(), ephemeral, base::as_bytes("lyhord hour"));
}

crypto::Secret record_key(const crypto::Secret& hour, ByteView record_id) {
    return crypto::hkdf_sha256(hour.view(), record_id, base::as_bytes("lyhord record"));
}

// Length (4, little-endian) | plain | zeros.
Bytes padded(ByteView plain) {
    std::size_t size = padded_bytes_min;
    while (size < plain.size() + 4) {
        size *= 2;
    }
    Bytes out(size);
    for (std::size_t i = 0; i < 4; ++i) {
        out[i] = static_cast<Byte>(plain.size() >> (8 * i));
    }
    std::ranges::copy(plain, out.begin() + 4);
    return out;
}

std::optional<Bytes> unpadded(Bytes bytes) {
    if (bytes.size() < 4) {
        return std::nullopt;
    }
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        size |= static_cast<std::size_t>(bytes[i]) << (8 * i);
    }
    if (size > bytes.size() - 4) {
        return std::nullopt;
    }
    Bytes plain(bytes.begin() + 4, bytes.begin() + 4 + static_cast<std::ptrdiff_t>(size));
    base::wipe(bytes);
    return plain;
}

}  // namespace

Id SealedAnswer::record_id() const {
    Id id{};
    if (bytes_.size() >= header_bytes) {
        std::copy_n(bytes_.begin() + 1, id.size(), id.begin());
    }
    return id;
}

Sealer::Hour Sealer::hour_for(const crypto::PublicKey& key) {
    const std::int64_t number = clock_.now().seconds / 3600;
    const std::lock_guard lock(mutex_);
    const auto known = hours_.find(key);
    if (known != hours_.end() && known->second.number == number) {
        return known->second;
    }
    std::erase_if(hours_, [number](const auto& entry) { return entry.second.number != number; });
    const crypto::KeyPair ephemeral = crypto::generate_key_pair();
    const std::optional<crypto::Secret> shared = crypto::ecdh(ephemeral, key);
    if (!shared) {
        throw std::runtime_error("an epoch's public key is not a point of P-256");
    }
    const Hour hour{number, ephemeral.public_key, hour_secret(*shared, ephemeral.public_key)};
    hours_.insert_or_assign(key, hour);
    return hour;
}

SealedAnswer Sealer::seal(const SealTarget& target, ByteView plain) {
    const Hour hour = hour_for(target.key);
    const Id id = random_.id();
    Bytes body = padded(plain);
    const Bytes cipher = crypto::aes256gcm_seal(
        record_key(hour.secret, id), nonce, body, associated_data(target.round, target.epoch));
    base::wipe(body);
    Bytes out;
    out.reserve(header_bytes + cipher.size());
    out.push_back(format_version);
    out.insert(out.end(), id.begin(), id.end());
    out.insert(out.end(), hour.ephemeral.begin(), hour.ephemeral.end());
    out.insert(out.end(), cipher.begin(), cipher.end());
    return SealedAnswer(std::move(out));
}

std::optional<Bytes> Opener::open(const Id& round, std::int64_t epoch, const SealedAnswer& sealed) {
    const ByteView bytes = sealed.bytes();
    if (bytes.size() < header_bytes || bytes[0] != format_version) {
        return std::nullopt;
    }
    crypto::PublicKey ephemeral{};
    std::copy_n(bytes.begin() + 17, ephemeral.size(), ephemeral.begin());
    auto hour = hours_.find(ephemeral);
    if (hour == hours_.end()) {
        const std::optional<crypto::Secret> shared = crypto::ecdh(key_, ephemeral);
        if (!shared) {
            return std::nullopt;
        }
        hour = hours_.emplace(ephemeral, hour_secret(*shared, ephemeral)).first;
    }
    std::optional<Bytes> body =
        crypto::aes256gcm_open(record_key(hour->second, bytes.subspan(1, 16)),
                               nonce,
                               bytes.subspan(header_bytes),
                               associated_data(round, epoch));
    if (!body) {
        return std::nullopt;
    }
    return unpadded(std::move(*body));
}

}  // namespace lyhord::domain
