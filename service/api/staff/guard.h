// Owns guard: the only way from a request to a staff handler. A handler's signature needs a
// StaffSession, which only access/ makes, so a handler cannot be reached around it.
#pragma once

#include <functional>
#include <string_view>

#include "api/services.h"
#include "domain/access.h"

namespace lyhord::api::staff {

inline constexpr std::string_view session_cookie = "__Host-lyhord";
inline constexpr std::string_view login_path = "/staff/login";

// page: HTML for a signed-in browser. download: released tables, for API tokens too; the first
// parameter of its path is the dialogue's slug.
enum class Surface { page, download };

struct StaffRule {
    Surface surface = Surface::page;
    bool (*may)(domain::Role) = nullptr;  // roles.h
};

// A handler that is called with whoever signed in.
using StaffHandler = void(Services& services,
                          const domain::StaffSession& session,
                          const http::Request& request,
                          const http::Parameters& parameters,
                          http::Reply reply);

// Not signed in: a page redirects to the sign-in page, a download answers 401. Wrong role: 403.
// A POST from another site: 403.
http::Handler guard(Services& services, const StaffRule& rule, StaffHandler* handler);

// For the sign-in and set-up pages: no session, but no POST from another site either.
http::Handler open_to_all(Services& services, OpenHandler* handler);

// A page of ours submitted it: by Sec-Fetch-Site, or where the browser sends none, because Origin
// is "https://" and Host. Neither header: false.
bool is_same_origin(const http::Request& request);

}  // namespace lyhord::api::staff
