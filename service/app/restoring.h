// Owns `lyhord restore`: it makes a data directory, so no service may be using one.
#pragma once

#include <optional>
#include <string>

#include "app/command_line.h"
#include "app/descriptor.h"
#include "base/result.h"

namespace lyhord::app {

// What the caller names is the caller's: root opens it before it becomes the owner of the data,
// who may have no access to it.
struct RestoreFiles {
    Descriptor backup;
    std::optional<std::string> recovery_key;
};
// io: one cannot be read by this user; names it.
base::Result<RestoreFiles> open_restore_files(const Command& command);

Outcome restore(const Invocation& invocation, const RestoreFiles& files);

}  // namespace lyhord::app
