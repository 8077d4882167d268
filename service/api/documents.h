// Owns what is the same for everybody: the interface's description and the service's own health.
#pragma once

#include "api/services.h"

namespace lyhord::api {

OpenHandler openapi_document;  // GET /api/v1/openapi.json
OpenHandler health;            // GET /healthz: the process answers
OpenHandler readiness;         // GET /readyz: answers can be taken

}  // namespace lyhord::api
