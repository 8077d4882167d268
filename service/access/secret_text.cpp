#include "access/secret_text.h"

#include "base/crypto/crypto.h"

namespace lyhord::access {

std::string new_secret_text(base::Random& random) {
    base::crypto::Secret secret;
    random.fill(secret.bytes());
    return base::base64url(secret.view());
}

base::Digest digest_of(std::string_view secret_text) {
    return base::crypto::sha256(base::as_bytes(secret_text));
}

}  // namespace lyhord::access
