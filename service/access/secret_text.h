// Owns secrets that people and browsers carry: 256 random bits as text, of which the store keeps
// the digest only.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/random.h"

namespace lyhord::access {

// 43 characters of base64url.
std::string new_secret_text(base::Random& random);

// What is stored of it. Without salt, because 256 random bits cannot be guessed.
base::Digest digest_of(std::string_view secret_text);

}  // namespace lyhord::access
