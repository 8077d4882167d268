// Owns `lyhord restore`: it makes a data directory, so no service may be using one.
#pragma once

#include "app/command_line.h"

namespace lyhord::app {

Outcome restore(const Invocation& invocation);

}  // namespace lyhord::app
