#include "api/staff/guard.h"

#include <string>

#include "access/session_gate.h"
#include "api/problem.h"
#include "api/staff/staff_page.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;

http::Response refusal(const Services& services,
                       const StaffRule& rule,
                       const http::Request& request,
                       Fault fault) {
    if (rule.surface == Surface::download) {
        return problem_response(services.pages, request, problem_of(fault));
    }
    return fault == Fault::unauthorized ? http::redirect(login_path)
                                        : refusal_page(services, fault);
}

base::Result<domain::StaffSession> admit(Services& services,
                                         const StaffRule& rule,
                                         const http::Request& request,
                                         const http::Parameters& parameters) {
    if (request.method == http::Method::post && !is_same_origin(request)) {
        return base::fail(Fault::forbidden, "a POST from another site");
    }
    const bool by_token = rule.surface == Surface::download && !request.authorization.empty();
    auto session = by_token ? services.gate.by_bearer(request.authorization, parameters.front())
                            : services.gate.by_cookie(request.cookie_value(session_cookie));
    if (session && !rule.may(session->role())) {
        return base::fail(Fault::forbidden, "the wrong role");
    }
    return session;
}

}  // namespace

bool is_same_origin(const http::Request& request) {
    if (!request.fetch_site.empty()) {
        return request.fetch_site == "same-origin";
    }
    return !request.host.empty() && request.origin == "https://" + request.host;
}

http::Handler guard(Services& services, const StaffRule& rule, StaffHandler* handler) {
    return
        [&services, rule, handler](
            const http::Request& request, const http::Parameters& parameters, http::Reply reply) {
            const auto session = admit(services, rule, request, parameters);
            if (!session) {
                reply(refusal(services, rule, request, session.error().fault()));
                return;
            }
            handler(services, *session, request, parameters, std::move(reply));
        };
}

http::Handler open_to_all(Services& services, OpenHandler* handler) {
    return
        [&services, handler](
            const http::Request& request, const http::Parameters& parameters, http::Reply reply) {
            if (request.method == http::Method::post && !is_same_origin(request)) {
                reply(refusal_page(services, Fault::forbidden));
                return;
            }
            handler(services, request, parameters, std::move(reply));
        };
}

}  // namespace lyhord::api::staff
