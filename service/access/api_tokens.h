// Owns ApiTokens: secrets with which a script reads released tables. A token reads; it never opens
// a page or changes anything, and it has its owner's role as it is when the token is used.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "access/audit_log.h"
#include "access/environment.h"
#include "base/limits.h"
#include "base/result.h"

namespace lyhord::access {

struct TokenRequest {
    std::string account;
    std::string scope = "*";  // or a dialogue's slug
    std::int64_t days = base::limits::api_token_days_default;
};

struct ApiToken {
    base::Id id{};
    std::string scope;
    base::Day expires;  // the last day on which it works
    bool revoked = false;
};

class ApiTokens {
public:
    ApiTokens(const Environment& environment, AuditLog& audit)
        : environment_(environment), audit_(audit) {}

    // The secret, "lyh_" and base64url: shown now and never again. not_found: no such account.
    // invalid: scope or days. conflict: limits::api_tokens_max valid ones are there.
    base::Result<std::string> create(const Actor& by, const TokenRequest& request);

    // not_found: the account has no such token. Revoking twice is no error.
    base::Result<void> revoke(const Actor& by, std::string_view account, const base::Id& id);

    // By expiry, revoked and expired ones too.
    base::Result<std::vector<ApiToken>> list(std::string_view account) const;

private:
    base::Result<void> check(const TokenRequest& request) const;

    Environment environment_;
    AuditLog& audit_;
};

}  // namespace lyhord::access
