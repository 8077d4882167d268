// Owns the rules of a password: long enough, and not what a guesser tries first. There are no
// rules of composition and no expiry (NIST SP 800-63B, 3.1.1.2).
#pragma once

#include <string_view>

#include "base/result.h"

namespace lyhord::access {

// Length in characters after normalization. invalid: which rule it breaks.
base::Result<void> check_password(std::string_view account_name, std::string_view password);

}  // namespace lyhord::access
