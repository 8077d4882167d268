#include "access/session_gate.h"

#include <algorithm>

#include "access/secret_text.h"

namespace lyhord::access {
namespace {

using base::Fault;

// The scheme is read without regard to case (RFC 9110, 11.1). Empty: not a bearer token.
std::string_view bearer_token(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer ";
    const bool fits =
        authorization.size() > scheme.size() &&
        std::ranges::equal(authorization.substr(0, scheme.size()), scheme, {}, [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
    return fits ? authorization.substr(scheme.size()) : std::string_view{};
}

}  // namespace

base::Result<domain::StaffSession> SessionGate::by_cookie(std::string_view cookie_value) {
    const auto name = sessions_.use(cookie_value);
    if (!name) {
        return base::fail(name.error());
    }
    return session_of(*name, false);
}

base::Result<domain::StaffSession> SessionGate::by_bearer(std::string_view authorization,
                                                          std::string_view slug) {
    const std::string_view secret = bearer_token(authorization);
    if (secret.empty()) {
        return base::fail(Fault::unauthorized, "not a bearer token");
    }
    const auto token = environment_.store.token(digest_of(secret));
    if (!token) {
        return base::fail(token.error());
    }
    if (!*token || (*token)->revoked || environment_.clock.today() > (*token)->expires) {
        return base::fail(Fault::unauthorized, "the token is not valid, or no longer");
    }
    const std::string& scope = (*token)->scope;
    if (scope != "*" && scope != slug) {
        return base::fail(Fault::forbidden, "the token is for another dialogue");
    }
    return session_of((*token)->staff, true);
}

base::Result<void> SessionGate::sign_out(std::string_view cookie_value) {
    const auto name = sessions_.end(cookie_value);
    if (!name) {
        return name.error().fault() == Fault::unauthorized ? base::Result<void>{}
                                                           : base::fail(name.error());
    }
    return audit_.record(Actor::holder_of(*name), "sign-out", {});
}

base::Result<domain::StaffSession> SessionGate::session_of(std::string_view account_name,
                                                           bool by_token) {
    const auto account = environment_.store.staff(account_name);
    if (!account) {
        return base::fail(account.error());
    }
    if (!*account || (*account)->disabled) {
        return base::fail(Fault::unauthorized, "the account is disabled");
    }
    return domain::StaffSession((*account)->name, (*account)->role, by_token);
}

}  // namespace lyhord::access
