// Owns the HTTPS server: listening, TLS, reading requests into http::Request and writing responses
// with the security headers. This front is cpp-httplib with a thread a connection; another front
// only needs a Dispatch.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/random.h"
#include "base/result.h"
#include "http/message.h"

namespace lyhord::http {

using Dispatch = std::function<void(const Request&, Reply)>;

struct ServerOptions {
    std::string address = "127.0.0.1";
    int port = 8443;  // 0: any free port
    std::filesystem::path certificate;
    std::filesystem::path private_key;
    std::size_t body_bytes_max = 0;  // the largest of all routes
    Refuse refuse;                   // the router's
};

class Server {
public:
    // Binds, without answering yet. invalid: certificate or key cannot be read. busy: port in use.
    static base::Result<std::unique_ptr<Server>> listen(const ServerOptions& options,
                                                        Dispatch dispatch,
                                                        base::Random& random);
    virtual ~Server() = default;

    virtual int port() const = 0;
    virtual void serve() = 0;  // blocks until stop()
    virtual void stop() = 0;   // from any thread; finishes what is being answered
};

// Adds to a response what every response must have and does not set itself: CSP, HSTS, nosniff,
// frame-ancestors, Referrer-Policy, Permissions-Policy, COOP, CORP, Cache-Control: no-store.
void add_security_headers(Response& response);

}  // namespace lyhord::http
