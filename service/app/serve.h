// Owns running: the service with its HTTPS front, its control socket and its clock-driven work.
#pragma once

#include "app/command_line.h"

namespace lyhord::app {

// Serves until SIGTERM or SIGINT. The exit code.
int serve(const Invocation& invocation);

}  // namespace lyhord::app
