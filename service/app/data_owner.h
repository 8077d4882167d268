// Owns the change of user that an administrator's command makes: what root does in a data directory
// must belong to its owner, or the service could not read it afterwards.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace lyhord::app {

// As root, becomes the owner of an existing data directory, with that user's groups: their name, or
// their number if they have no account. Otherwise does nothing: empty. forbidden: the system does
// not let it; names the directory.
base::Result<std::string> become_owner_of(const std::filesystem::path& data);

}  // namespace lyhord::app
