// Owns signing in and out, and the one-time set-up link.
#pragma once

#include "api/services.h"
#include "http/router.h"

namespace lyhord::api::staff {

void show_login(Services& services,
                const http::Request& request,
                const http::Parameters& parameters,
                http::Reply reply);
void take_login(Services& services,
                const http::Request& request,
                const http::Parameters& parameters,
                http::Reply reply);
void take_logout(Services& services,
                 const http::Request& request,
                 const http::Parameters& parameters,
                 http::Reply reply);
void show_setup(Services& services,
                const http::Request& request,
                const http::Parameters& parameters,
                http::Reply reply);
void take_setup(Services& services,
                const http::Request& request,
                const http::Parameters& parameters,
                http::Reply reply);

}  // namespace lyhord::api::staff
