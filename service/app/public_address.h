// Owns the address that may be printed: configured, and one that phones take without a warning.
#pragma once

#include <string>
#include <vector>

#include "app/configuration.h"
#include "app/listening.h"
#include "base/result.h"

namespace lyhord::app {

// "https://dialog.example.se", without a slash at the end. What a request calls its host is never
// it. invalid: none is configured. conflict: the service holds a certificate that it made itself
// and no proxy stands before it. `passed`: the sockets of systemd.
base::Result<std::string> printable_address(const Configuration& configuration,
                                            const std::vector<PassedSocket>& passed);

}  // namespace lyhord::app
