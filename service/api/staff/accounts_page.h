// Owns the page where an administrator adds, resets, disables and enables accounts.
#pragma once

#include "api/services.h"
#include "domain/access.h"
#include "http/router.h"

namespace lyhord::api::staff {

void show_accounts(Services& services,
                   const domain::StaffSession& session,
                   const http::Request& request,
                   const http::Parameters& parameters,
                   http::Reply reply);
void take_account_change(Services& services,
                         const domain::StaffSession& session,
                         const http::Request& request,
                         const http::Parameters& parameters,
                         http::Reply reply);

}  // namespace lyhord::api::staff
