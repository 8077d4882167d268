// Owns where the service listens: as configured, or on sockets that systemd has opened for it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/configuration.h"
#include "http/gate/gate.h"

namespace lyhord::app {

// Name to descriptor, as sd_listen_fds(3) hands them over; empty if none is meant for this process.
std::map<std::string, int> passed_sockets();

// `passed`: "https", "proxy" and "redirect" take the place of listen, proxy_listen and
// redirect_listen. The configuration has been validated. Never empty.
std::vector<http::Listening> listening_of(const Configuration& configuration,
                                          const std::map<std::string, int>& passed);

// What answers http:// at `redirect_listen`: 308 to https://, at the configured public address.
http::Handlers redirecting(const Configuration& configuration);

}  // namespace lyhord::app
