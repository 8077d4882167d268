#include "http/server.h"

namespace lyhord::http {

void add_security_headers(Response& response) {
    const auto add = [&response](std::string_view name, std::string_view value) {
        if (!response.has_header(name)) {
            response.header(name, std::string(value));
        }
    };
    add("Content-Security-Policy",
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    add("Strict-Transport-Security", "max-age=31536000");
    add("X-Content-Type-Options", "nosniff");
    add("X-Frame-Options", "DENY");
    add("Referrer-Policy", "no-referrer");
    add("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()");
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("Cache-Control", "no-store");
}

}  // namespace lyhord::http
