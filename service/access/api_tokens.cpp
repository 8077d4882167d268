#include "access/api_tokens.h"

#include <algorithm>

#include "access/account_name.h"
#include "access/secret_text.h"

namespace lyhord::access {
namespace {

namespace limits = base::limits;
using base::Fault;

}  // namespace

base::Result<void> ApiTokens::check(const TokenRequest& request) const {
    if (request.scope != "*" && !is_account_name(request.scope)) {
        return base::fail(Fault::invalid, "the scope must be a dialogue's slug or *");
    }
    if (request.days < 1 || request.days > limits::api_token_days_max) {
        return base::fail(Fault::invalid, "a token lasts from 1 to 366 days");
    }
    const auto account = environment_.store.staff(request.account);
    if (!account) {
        return base::fail(account.error());
    }
    if (!*account) {
        return base::fail(Fault::not_found, "there is no such account");
    }
    const auto tokens = environment_.store.tokens_of(request.account);
    if (!tokens) {
        return base::fail(tokens.error());
    }
    const base::Day today = environment_.clock.today();
    const auto valid = std::ranges::count_if(*tokens, [&](const store::TokenRow& token) {
        return !token.revoked && today <= token.expires;
    });
    if (static_cast<std::size_t>(valid) >= limits::api_tokens_max) {
        return base::fail(Fault::conflict, "the account has too many tokens: revoke some");
    }
    return {};
}

base::Result<std::string> ApiTokens::create(const Actor& by, const TokenRequest& request) {
    if (auto checked = check(request); !checked) {
        return base::fail(checked.error());
    }
    const AuditObject object = AuditObject::token(request.account, request.scope);
    if (auto recorded = audit_.record(by, "token created", object); !recorded) {
        return base::fail(recorded.error());
    }
    std::string secret = "lyh_" + new_secret_text(environment_.random);
    const base::Day expires =
        environment_.clock.today().plus(static_cast<std::int32_t>(request.days));
    if (auto stored = environment_.store.put_token({.id = environment_.random.id(),
                                                    .hash = digest_of(secret),
                                                    .staff = request.account,
                                                    .scope = request.scope,
                                                    .expires = expires,
                                                    .revoked = false});
        !stored) {
        return base::fail(stored.error());
    }
    return secret;
}

base::Result<void> ApiTokens::revoke(const Actor& by,
                                     std::string_view account,
                                     const base::Id& id) {
    auto tokens = environment_.store.tokens_of(account);
    if (!tokens) {
        return base::fail(tokens.error());
    }
    const auto found = std::ranges::find(*tokens, id, &store::TokenRow::id);
    if (found == tokens->end()) {
        return base::fail(Fault::not_found, "the account has no such token");
    }
    if (found->revoked) {
        return {};
    }
    const AuditObject object = AuditObject::token(account, found->scope);
    if (auto recorded = audit_.record(by, "token revoked", object); !recorded) {
        return recorded;
    }
    found->revoked = true;
    return environment_.store.put_token(*found);
}

base::Result<std::vector<ApiToken>> ApiTokens::list(std::string_view account) const {
    auto rows = environment_.store.tokens_of(account);
    if (!rows) {
        return base::fail(rows.error());
    }
    std::vector<ApiToken> tokens;
    tokens.reserve(rows->size());
    for (store::TokenRow& row : *rows) {
        tokens.push_back({.id = row.id,
                          .scope = std::move(row.scope),
                          .expires = row.expires,
                          .revoked = row.revoked});
    }
    return tokens;
}

}  // namespace lyhord::access
