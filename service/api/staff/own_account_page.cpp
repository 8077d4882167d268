// GET and POST /staff/konto: whoever is signed in adds the codes of an app to the password, or is
// rid of them.
#include <algorithm>
#include <string>
#include <vector>

#include "access/accounts.h"
#include "api/form.h"
#include "api/pages/pages.h"
#include "api/staff/handlers.h"
#include "api/staff/staff_page.h"
#include "reporting/qr_svg.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;
using base::Json;

constexpr std::size_t key_group = 4;  // characters, as people read them aloud

// "GEZD GNBV ..."
std::string in_groups(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += i > 0 && i % key_group == 0 ? " " : "";
        out += text[i];
    }
    return out;
}

std::optional<base::Id> nonce_from(std::string_view text) {
    const auto bytes = base::from_base64url(text);
    base::Id nonce{};
    if (!bytes || bytes->size() != nonce.size()) {
        return std::nullopt;
    }
    std::ranges::copy(*bytes, nonce.begin());
    return nonce;
}

// `nonce`: of the app that is being set up; one that was shown before stays the same.
http::Response own_account(Services& services,
                           const domain::StaffSession& session,
                           const base::Id& nonce,
                           int status) {
    const auto has_factor = services.accounts.has_factor(session.name());
    if (!has_factor) {
        return refusal_page(services, has_factor.error().fault());
    }
    Json data = page_of(session);
    std::vector<std::string> drawings;
    data.set("account", session.name()).set("role", role_text(services, session.role()));
    data.set("has_factor", *has_factor);
    if (!*has_factor) {
        const access::OneTimeCodes codes = services.accounts.codes_of(session.name(), nonce);
        data.set("nonce", base::base64url(nonce));
        data.set("key", in_groups(codes.secret_text()));
        const std::string address = codes.address(services.pages.site().name, session.name());
        drawings.push_back(reporting::qr_svg(address, staff_text(services, "staff_account_code")));
        data.set("app_url", address);
    }
    if (status != 200) {
        data.set("has_error", true).set("error_wrong", status == 422);
    }
    return staff_page(services, "staff_account", std::move(data), status, drawings);
}

}  // namespace

void show_own_account(Services& services,
                      const domain::StaffSession& session,
                      const http::Request&,
                      const http::Parameters&,
                      http::Reply reply) {
    base::Id nonce{};
    services.random.fill(nonce);
    reply(own_account(services, session, nonce, 200));
}

void take_own_account(Services& services,
                      const domain::StaffSession& session,
                      const http::Request& request,
                      const http::Parameters&,
                      http::Reply reply) {
    const http::Fields form = posted_form(request).value_or(http::Fields{});
    const access::FactorProof proof{
        .name = session.name(), .password = field(form, "password"), .code = field(form, "code")};
    base::Id nonce = nonce_from(field(form, "nonce")).value_or(base::Id{});
    const bool adds = field(form, "action") == "add";
    if (adds ? nonce == base::Id{} : field(form, "action") != "remove") {
        reply(refusal_page(services, Fault::invalid));
        return;
    }
    const auto done =
        adds ? services.accounts.add_factor(proof, nonce) : services.accounts.remove_factor(proof);
    if (done) {
        reply(http::redirect("/staff/konto"));
        return;
    }
    const Fault fault = done.error().fault();
    if (fault != Fault::unauthorized && fault != Fault::conflict) {
        reply(refusal_page(services, fault));
        return;
    }
    if (!adds) {
        services.random.fill(nonce);
    }
    reply(own_account(services, session, nonce, fault == Fault::unauthorized ? 422 : 409));
}

}  // namespace lyhord::api::staff
