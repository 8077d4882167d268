// Owns the address that may be printed: configured, and one that phones take without a warning.
#pragma once

#include <string>
#include <vector>

#include "app/configuration.h"
#include "app/listening.h"
#include "base/clock.h"
#include "base/result.h"

namespace lyhord::app {

// "https://dialog.example.se", without a slash at the end. What a request calls its host is never
// it. invalid: none is configured. Where no proxy stands before the service, by its certificate:
// io: it cannot be read; conflict: it has signed itself; forbidden: it does not hold for this
// address, or at this time. `passed`: the sockets of systemd.
base::Result<std::string> printable_address(const Configuration& configuration,
                                            const std::vector<PassedSocket>& passed,
                                            base::Instant now);

}  // namespace lyhord::app
