// Owns SealedAnswer and the only two ways to it: Sealer (needs a public key) and Opener (needs the
// private one).
//
// Format: version (1) | record id (16) | ephemeral public key (65) | AES-256-GCM of the padded
// plaintext with its tag. Key of a record: HKDF(HKDF(ECDH, salt = ephemeral key, "lyhord hour"),
// salt = record id, "lyhord record"), so one ECDH serves an hour and nonces need not be stored.
// The associated data bind round and epoch.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>

#include "base/clock.h"
#include "base/crypto/crypto.h"
#include "base/random.h"

namespace lyhord::store {
class SealedColumn;
}

namespace lyhord::domain {

// The only form in which a pending answer, a waiting fragment or an unreviewed comment is stored.
class SealedAnswer {
public:
    // The right to read sealed bytes back from the store.
    class StoreKey {
        StoreKey() = default;
        friend class store::SealedColumn;
    };
    // Nothing sealed.
    SealedAnswer() = default;
    static SealedAnswer from_store(StoreKey, base::Bytes bytes) {
        return SealedAnswer(std::move(bytes));
    }

    base::ByteView bytes() const { return bytes_; }
    // The random id under which it is stored.
    base::Id record_id() const;

private:
    friend class Sealer;
    explicit SealedAnswer(base::Bytes bytes) : bytes_(std::move(bytes)) {}
    base::Bytes bytes_;
};

// Review keys seal with this epoch number.
inline constexpr std::int64_t review_epoch = -1;

struct SealTarget {
    base::Id round{};
    std::int64_t epoch = 0;
    base::crypto::PublicKey key{};
};

// Thread-safe.
class Sealer {
public:
    Sealer(base::Random& random, const base::Clock& clock) : random_(random), clock_(clock) {}

    // Pads to a power of two of at least 1 KB, so that the length tells little.
    SealedAnswer seal(const SealTarget& target, base::ByteView plain);

private:
    struct Hour {
        std::int64_t number = 0;
        base::crypto::PublicKey ephemeral{};
        base::crypto::Secret secret;
    };
    Hour hour_for(const base::crypto::PublicKey& key);

    base::Random& random_;
    const base::Clock& clock_;
    std::mutex mutex_;
    std::map<base::crypto::PublicKey, Hour> hours_;
};

// Not thread-safe; keeps the ECDH of each ephemeral key it meets, so that a tick does one an hour.
class Opener {
public:
    explicit Opener(base::crypto::KeyPair key) : key_(std::move(key)) {}

    // Nothing if the record was sealed to another key, round or epoch, or was changed.
    std::optional<base::Bytes> open(const base::Id& round,
                                    std::int64_t epoch,
                                    const SealedAnswer& sealed);

private:
    base::crypto::KeyPair key_;
    std::map<base::crypto::PublicKey, base::crypto::Secret> hours_;
};

}  // namespace lyhord::domain
