// Owns the key files: keys/ beside the database, each file one key, 0600, fsynced with its folder.
//
//   epoch-<round hex>-<number>   private half of an epoch's key: destroyed after its tick
//   review                       private half of the review key: unreviewed comments
//   queue-<round hex>            private half of a round's queue key, to which devices seal what
//                                waits there: made with the round, destroyed at its settlement
//   form                         HMAC key of form tokens
//   recovery.public              public half of the offline recovery key; its private half is only
//                                ever printed
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto/crypto.h"
#include "base/random.h"
#include "base/result.h"

namespace lyhord::store {

struct EpochKeyName {
    base::Id round{};
    std::int64_t number = 0;
    auto operator<=>(const EpochKeyName&) const = default;
};

inline constexpr std::string_view review_key_name = "review";
inline constexpr std::string_view form_key_name = "form";
inline constexpr std::string_view queue_key_prefix = "queue-";
inline constexpr std::string_view recovery_key_name = "recovery.public";

class KeyFiles {
public:
    explicit KeyFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    static std::string file_name(const EpochKeyName& name);
    static std::string queue_file_name(const base::Id& round);

    // Makes a key pair, or finds the one that was made before a crash, and returns when its private
    // half is durable. A key is never replaced: something may be sealed to it.
    base::Result<base::crypto::PublicKey> create_epoch_key(const EpochKeyName& name);
    base::Result<base::crypto::KeyPair> epoch_key(const EpochKeyName& name) const;
    base::Result<void> put_epoch_key(const EpochKeyName& name, const base::crypto::Secret& key);
    // Overwrites, unlinks and syncs the folder. No error if it is gone already.
    base::Result<void> destroy_epoch_key(const EpochKeyName& name);
    base::Result<std::vector<EpochKeyName>> epoch_keys() const;
    // The same for the queue key of a round.
    base::Result<void> create_queue_key(const base::Id& round);
    base::Result<base::crypto::KeyPair> queue_key(const base::Id& round) const;  // makes none
    base::Result<void> destroy_queue_key(const base::Id& round);
    base::Result<std::vector<base::Id>> queue_keys() const;
    // What a kill left of a key that was being written. Only while nobody else writes keys: at
    // start.
    base::Result<void> destroy_unfinished();

    // Made at first use. Errors: not_found and corrupt name the path.
    base::Result<base::crypto::KeyPair> review_key();
    base::Result<base::crypto::KeyPair> present_review_key() const;  // makes none
    base::Result<base::crypto::Secret> form_key();
    base::Result<void> put_named(const std::string& name, const base::crypto::Secret& key);

    base::Result<std::optional<base::crypto::PublicKey>> recovery_key() const;
    base::Result<void> put_recovery_key(const base::crypto::PublicKey& key);

private:
    std::filesystem::path folder_;
};

}  // namespace lyhord::store
