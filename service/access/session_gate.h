// Owns SessionGate: the only maker of domain::StaffSession. What it lets through has shown a
// session cookie or an API token that is valid now, of an account that is enabled now, with the
// role that the account has now.
#pragma once

#include <string_view>

#include "access/audit_log.h"
#include "access/environment.h"
#include "access/sessions.h"
#include "base/result.h"
#include "domain/access.h"

namespace lyhord::access {

// Thread-safe.
class SessionGate {
public:
    SessionGate(const Environment& environment, Sessions& sessions, AuditLog& audit)
        : environment_(environment), sessions_(sessions), audit_(audit) {}

    // `cookie_value`: of the cookie `__Host-lyhord`. unauthorized: no valid session.
    base::Result<domain::StaffSession> by_cookie(std::string_view cookie_value);

    // `authorization`: the header's value, "Bearer lyh_...". unauthorized: no valid token.
    // forbidden: a token of another dialogue than `slug`.
    base::Result<domain::StaffSession> by_bearer(std::string_view authorization,
                                                 std::string_view slug);

    // Without a valid session there is nothing to do, and that is no error.
    base::Result<void> sign_out(std::string_view cookie_value);

private:
    base::Result<domain::StaffSession> session_of(std::string_view account_name, bool by_token);

    Environment environment_;
    Sessions& sessions_;
    AuditLog& audit_;
};

}  // namespace lyhord::access
