// Owns the commands that need no data directory (redact uses the names in one): redact, themes
// code, release simulate, version, config.
#pragma once

#include <istream>
#include <ostream>

#include "app/command_line.h"

namespace lyhord::app {

// The exit code; errors go to standard error in one line. Nothing if it is another command.
std::optional<int> run_filter(const Invocation& invocation, std::istream& in, std::ostream& out);

}  // namespace lyhord::app
