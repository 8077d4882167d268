// Owns the list of pages that belong to no single answer. routes.cpp gives each an address.
#pragma once

#include "api/services.h"
#include "http/router.h"

namespace lyhord::api {

// GET /
void front_page(Services& services,
                const http::Request& request,
                const http::Parameters& parameters,
                http::Reply reply);
// GET /integritet
void integrity_page(Services& services,
                    const http::Request& request,
                    const http::Parameters& parameters,
                    http::Reply reply);
// GET /favicon.svg
void favicon(Services& services,
             const http::Request& request,
             const http::Parameters& parameters,
             http::Reply reply);
// GET /r/{slug}
void results_page(Services& services,
                  const http::Request& request,
                  const http::Parameters& parameters,
                  http::Reply reply);

}  // namespace lyhord::api
