#include <string>

#include "access/accounts.h"
#include "access/session_gate.h"
#include "api/form.h"
#include "api/staff/handlers.h"
#include "api/staff/staff_page.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;

constexpr int login_wait_seconds = 60;

// It lasts as long as the browser is open; the server knows when it ends in any case.
std::string cookie_header(std::string_view value, std::string_view more) {
    return std::string(session_cookie) + "=" + std::string(value) +
           "; Path=/; Secure; HttpOnly; SameSite=Strict" + std::string(more);
}

// Not 401, which would have to name a scheme of HTTP authentication, and there is none for forms.
http::Response refused_login(const Services& services, Fault fault, std::string_view name) {
    base::Json data = base::Json::object();
    data.set("typed_name", name).set("has_error", true);
    if (fault == Fault::unauthorized) {
        data.set("error_wrong", true);
        return staff_page(services, "staff_login", data, 403);
    }
    if (fault == Fault::too_many) {
        data.set("error_too_many", true);
        http::Response response = staff_page(services, "staff_login", data, 429);
        response.header("Retry-After", std::to_string(login_wait_seconds));
        return response;
    }
    return refusal_page(services, fault);
}

http::Response setup_form(const Services& services,
                          std::string_view account_name,
                          base::Json data,
                          int status) {
    data.set("account", account_name);
    data.set("characters_min", base::limits::password_characters_min);
    return staff_page(services, "staff_setup", data, status);
}

// Nothing: the password is set.
std::optional<base::Error> try_setup(Services& services,
                                     std::string_view token,
                                     const http::Fields& form) {
    const std::string_view password = field(form, "password");
    if (password != field(form, "repeated")) {
        return base::Error(Fault::conflict, "the two passwords differ");
    }
    const auto done = services.accounts.set_up(token, password);
    return done ? std::nullopt : std::optional(done.error());
}

}  // namespace

void show_login(Services& services,
                const http::Request& request,
                const http::Parameters&,
                http::Reply reply) {
    base::Json data = base::Json::object();
    data.set("is_ready", request.query_value("ready") == "1");
    reply(staff_page(services, "staff_login", data));
}

void take_login(Services& services,
                const http::Request& request,
                const http::Parameters&,
                http::Reply reply) {
    const auto form = posted_form(request);
    if (!form) {
        reply(refusal_page(services, Fault::invalid));
        return;
    }
    // Telephones begin a word with a capital.
    const std::string name = base::lower(field(*form, "name"));
    const auto cookie =
        services.accounts.log_in({.name = name,
                                  .password = field(*form, "password"),
                                  .code = field(*form, "code"),
                                  .client = static_cast<std::uint64_t>(request.client)});
    if (!cookie) {
        reply(refused_login(services, cookie.error().fault(), name));
        return;
    }
    // The session that this browser had is replaced, not kept beside the new one.
    (void)services.gate.sign_out(request.cookie_value(session_cookie));
    http::Response response = http::redirect("/staff");
    response.header("Set-Cookie", cookie_header(*cookie, ""));
    reply(std::move(response));
}

void take_logout(Services& services,
                 const http::Request& request,
                 const http::Parameters&,
                 http::Reply reply) {
    const auto done = services.gate.sign_out(request.cookie_value(session_cookie));
    if (!done) {
        reply(refusal_page(services, done.error().fault()));
        return;
    }
    http::Response response = http::redirect(login_path);
    response.header("Set-Cookie", cookie_header("", "; Max-Age=0"));
    reply(std::move(response));
}

void show_setup(Services& services,
                const http::Request&,
                const http::Parameters& parameters,
                http::Reply reply) {
    const auto name = services.accounts.name_of_setup(parameters.front());
    reply(name ? setup_form(services, *name, base::Json::object(), 200)
               : refusal_page(services, name.error().fault()));
}

void take_setup(Services& services,
                const http::Request& request,
                const http::Parameters& parameters,
                http::Reply reply) {
    const std::string& token = parameters.front();
    const auto name = services.accounts.name_of_setup(token);
    const auto form = posted_form(request);
    if (!name || !form) {
        reply(refusal_page(services, name ? Fault::invalid : name.error().fault()));
        return;
    }
    const std::optional<base::Error> error = try_setup(services, token, *form);
    if (!error) {
        reply(http::redirect("/staff/login?ready=1"));
        return;
    }
    base::Json data = base::Json::object();
    data.set("has_error", true).set("error_differs", error->fault() == Fault::conflict);
    data.set("error_weak", error->fault() == Fault::invalid);
    const bool is_theirs = error->fault() == Fault::conflict || error->fault() == Fault::invalid;
    reply(is_theirs ? setup_form(services, *name, std::move(data), 422)
                    : refusal_page(services, error->fault()));
}

}  // namespace lyhord::api::staff
