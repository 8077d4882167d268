// Owns what a backup carries beside the database, by name:
//
//   epoch-<round hex>-<number>   the private key of an epoch of this backup, wrapped
//   queue-<round hex>            the private key of a round's queue, wrapped
//   review, form                 the long-lived keys, wrapped
//   recovery.public              the recovery key they are wrapped to
//   review.public                the review key that unread comments are sealed to, or else the one
//                                of the machine: tells a restore whether a key is the right one
//   withdrawn                    the list of withdrawn texts
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto/crypto.h"
#include "store/backup_file.h"
#include "store/keys/key_files.h"

namespace lyhord::operations {

// The other names are those of the key files.
inline constexpr std::string_view review_public_name = "review.public";
inline constexpr std::string_view withdrawn_name = "withdrawn";

// The private keys of epochs, by epoch.
using EpochKeys = std::map<store::EpochKeyName, base::crypto::KeyPair>;

// Adds to `known` the keys that exist now. A key that a tick destroys meanwhile is not an error.
base::Result<EpochKeys> with_present_keys(EpochKeys known, const store::KeyFiles& keys);

// The key of this epoch, if it is the one its answers are sealed to.
const base::crypto::KeyPair* key_of(const EpochKeys& keys, const store::EpochRow& epoch);

// The epochs that are not over and have no key among `keys`.
std::vector<store::EpochRow> without_key(const std::vector<store::EpochRow>& epochs,
                                         const EpochKeys& keys);

class Attachments {
public:
    explicit Attachments(std::vector<store::Attachment> attached);
    // Null if the backup does not carry it.
    const base::Bytes* find(std::string_view name) const;
    std::optional<base::crypto::PublicKey> public_key(std::string_view name) const;
    // The names of the queue keys.
    std::vector<std::string> queue_keys() const;

private:
    std::map<std::string, base::Bytes, std::less<>> attached_;
};

}  // namespace lyhord::operations
