// Owns the list of all routes.
#pragma once

#include <vector>

#include "api/services.h"
#include "http/router.h"

namespace lyhord::api {

// `services` must outlive the routes.
std::vector<http::Route> routes(Services& services);

}  // namespace lyhord::api
