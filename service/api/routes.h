// Owns the list of all routes, and what is said where none of them answers.
#pragma once

#include <vector>

#include "api/services.h"
#include "http/router.h"

namespace lyhord::api {

// `services` must outlive the routes.
std::vector<http::Route> routes(Services& services);

// Under /api/ a problem document, elsewhere a page in the reader's language, with Retry-After where
// it helps. A dialogue's form that could not be answered in time comes back with everything that it
// carried. `services` must outlive it.
http::Refuse refusals(Services& services);

}  // namespace lyhord::api
