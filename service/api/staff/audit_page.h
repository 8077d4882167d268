// Owns the page of the audit log, newest first.
#pragma once

#include "api/services.h"
#include "domain/access.h"
#include "http/router.h"

namespace lyhord::api::staff {

void show_audit(Services& services,
                const domain::StaffSession& session,
                const http::Request& request,
                const http::Parameters& parameters,
                http::Reply reply);

}  // namespace lyhord::api::staff
