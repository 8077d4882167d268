// Owns what is the same for everybody: the interface's description and the service's own health.
#pragma once

#include "api/services.h"
#include "http/router.h"

namespace lyhord::api {

// GET /api/v1/openapi.json
void openapi_document(Services& services,
                      const http::Request& request,
                      const http::Parameters& parameters,
                      http::Reply reply);
// GET /healthz: the process answers. GET /readyz: answers can be stored and read.
void health(Services& services,
            const http::Request& request,
            const http::Parameters& parameters,
            http::Reply reply);
void readiness(Services& services,
               const http::Request& request,
               const http::Parameters& parameters,
               http::Reply reply);

}  // namespace lyhord::api
