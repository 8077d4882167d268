// Owns where the service listens: as configured, or on sockets that systemd has opened for it.
#pragma once

#include <string>
#include <vector>

#include "app/configuration.h"
#include "base/result.h"
#include "http/gate/gate.h"

namespace lyhord::app {

struct PassedSocket {
    std::string name;
    int descriptor = -1;
    bool operator==(const PassedSocket&) const = default;
};

// As sd_listen_fds(3) hands them over; empty if none is meant for this process.
std::vector<PassedSocket> passed_sockets();

// `passed`: "https", "proxy", "redirect" and "metrics" take the place of listen, proxy_listen,
// redirect_listen and metrics_listen; there may be several of a name. `metrics` answers at the
// last. The configuration has been validated. invalid: a socket has another name, or there is
// nowhere to listen.
base::Result<std::vector<http::Listening>> listening_of(const Configuration& configuration,
                                                        const std::vector<PassedSocket>& passed,
                                                        const http::Handlers& metrics = {});

// What answers http:// at `redirect_listen`: 308 to https://, at the configured public address.
http::Handlers redirecting(const Configuration& configuration);

}  // namespace lyhord::app
