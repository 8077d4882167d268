// Owns the recovery key: the pair whose public half wraps the private keys in every backup, and
// whose private half exists on paper only.
//
// Printed form: a header line, then four lines "1  ABCD EFGH IJKL MNOP", each the base32 of 8 bytes
// of the key and of 2 bytes that check them, so that a typing error is noticed in its line.
//
// Wrapped key: version (1) | ephemeral public key (65) | AES-256-GCM of the 32 bytes with its tag.
// The key of it is HKDF(ECDH, salt = ephemeral key || recovery key, "lyhord recovery"); the
// associated data is the name of the wrapped key, so that one cannot be passed off as another.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/crypto/crypto.h"
#include "base/result.h"
#include "store/keys/key_files.h"

namespace lyhord::operations {

class Recovery {
public:
    explicit Recovery(store::KeyFiles& keys) : keys_(keys) {}

    // Makes a pair, keeps its public half in place of an older one, and returns the printed form of
    // the private half, which is kept nowhere: the caller shows it once and wipes it. Backups that
    // were taken before still need the older key.
    base::Result<std::string> make();

    static std::string print(const base::crypto::Secret& private_key);
    // Reads what somebody typed from paper: any case, spaces or hyphens anywhere, with or without
    // the header and the line numbers; 0, 1 and 8 are taken for O, I and B. invalid: which line has
    // a typing error (its number), or that the text has another length.
    static base::Result<base::crypto::KeyPair> parse(std::string_view text);

private:
    store::KeyFiles& keys_;
};

// `recovery` must be a point of the curve, which KeyFiles guarantees for the one it keeps.
base::Bytes wrap_key(const base::crypto::PublicKey& recovery,
                     std::string_view name,
                     const base::crypto::Secret& key);

// Nothing if it was wrapped to another key or under another name, or was changed.
std::optional<base::crypto::Secret> unwrap_key(const base::crypto::KeyPair& recovery,
                                               std::string_view name,
                                               base::ByteView wrapped);

}  // namespace lyhord::operations
