// Owns the first page: the dialogues, what they have received and released, and the way to their
// tables.
#pragma once

#include "api/services.h"
#include "domain/access.h"
#include "http/router.h"

namespace lyhord::api::staff {

void show_overview(Services& services,
                   const domain::StaffSession& session,
                   const http::Request& request,
                   const http::Parameters& parameters,
                   http::Reply reply);

}  // namespace lyhord::api::staff
