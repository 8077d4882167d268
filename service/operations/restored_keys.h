// Owns the choice of private keys for a restored database: those that the backup carries, opened
// with the recovery key, and those that this machine still has.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "operations/wrapped_keys.h"

namespace lyhord::operations {

// A long-lived key and the name of its file.
using NamedKey = std::pair<std::string, base::crypto::Secret>;

struct RestoredKeys {
    EpochKeys epochs;                                 // from the backup and from this machine
    std::vector<NamedKey> named;                      // from the backup
    std::optional<base::crypto::PublicKey> recovery;  // to be kept again
    std::int64_t unwrapped = 0;
    // The comments that are not yet reviewed can be read: with the key that is among `named`, or
    // with the one that this machine has.
    bool review = false;
};

struct KeySources {
    const Attachments& attachments;
    const std::vector<store::EpochRow>& epochs;  // of the backup
    const store::KeyFiles& machine;              // keys/ as it is
    // That the comments which are not yet reviewed are sealed to.
    std::optional<base::crypto::PublicKey> review;
};

// Without `recovery_key` only what this machine has. Of two review keys the one that the comments
// are sealed to: a backup can be from after it was lost. invalid: the text has a typing error, is
// the key of other backups, or this backup carries no keys. corrupt: a wrapped key was changed.
base::Result<RestoredKeys> find_keys(const KeySources& sources,
                                     const std::optional<std::string>& recovery_key);

}  // namespace lyhord::operations
