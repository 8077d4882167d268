// Owns the shape of account names, so that they can stand in logs, links and tables as they are.
#pragma once

#include <string_view>

namespace lyhord::access {

// ^[a-z0-9][a-z0-9._-]{0,62}$
bool is_account_name(std::string_view text);

}  // namespace lyhord::access
