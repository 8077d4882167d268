// Owns the way an alarm leaves the service: a command that gets it on standard input, or a socket.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/limits.h"

namespace lyhord::app {

// `way`: a command's words, separated by spaces, which no shell reads; or "unix:PATH" of a socket,
// for a service that itself can reach no network: it is handed over there. False: it failed (the
// command exited with another code than 0), or took longer than `patience` and was killed.
bool deliver_alarm(
    const std::string& way,
    std::string_view line,
    std::chrono::milliseconds patience = std::chrono::seconds(base::limits::alarm_seconds_max));

}  // namespace lyhord::app
