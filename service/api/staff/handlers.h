// Owns the list of staff handlers, each already behind its guard: routes.cpp can only choose the
// path. Who may see what is in one table in handlers.cpp.
#pragma once

#include "api/services.h"
#include "http/router.h"

namespace lyhord::api::staff {

http::Handler login_page(Services& services);  // GET  /staff/login
http::Handler log_in(Services& services);      // POST /staff/login      name, password
http::Handler log_out(Services& services);     // POST /staff/logout
http::Handler setup_page(Services& services);  // GET  /staff/setup/{token}
http::Handler set_up(Services& services);      // POST /staff/setup/{token}  password, repeated

http::Handler overview(Services& services);        // GET  /staff
http::Handler audit_page(Services& services);      // GET  /staff/audit
http::Handler accounts_page(Services& services);   // GET  /staff/konton
http::Handler change_account(Services& services);  // POST /staff/konton     action, name, role

// `?round=N`, default the newest.
http::Handler tables_json(Services& services);  // GET /api/v1/staff/dialogues/{slug}/tables.json
http::Handler tables_csv(Services& services);   // GET /api/v1/staff/dialogues/{slug}/tables.csv
http::Handler themes_json(Services& services);  // GET /api/v1/staff/dialogues/{slug}/themes.json

}  // namespace lyhord::api::staff
