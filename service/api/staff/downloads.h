// Owns the downloads of released tables. Each is in the audit log before its first byte is sent.
#pragma once

#include "api/services.h"
#include "domain/access.h"
#include "http/router.h"

namespace lyhord::api::staff {

void send_tables_json(Services& services,
                      const domain::StaffSession& session,
                      const http::Request& request,
                      const http::Parameters& parameters,
                      http::Reply reply);
void send_tables_csv(Services& services,
                     const domain::StaffSession& session,
                     const http::Request& request,
                     const http::Parameters& parameters,
                     http::Reply reply);
void send_themes_json(Services& services,
                      const domain::StaffSession& session,
                      const http::Request& request,
                      const http::Parameters& parameters,
                      http::Reply reply);

}  // namespace lyhord::api::staff
