#include <string>

#include "access/accounts.h"
#include "api/form.h"
#include "api/pages/placeholders.h"
#include "api/staff/handlers.h"
#include "api/staff/staff_page.h"
#include "base/limits.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;

base::Json row(const Services& services, const access::Account& account) {
    base::Json out = base::Json::object();
    out.set("account", account.name);
    out.set("role", role_text(services, account.role));
    out.set("two_steps", account.has_factor);
    out.set("disabled", account.disabled).set("locked", account.locked);
    out.set("waiting", !account.set_up && !account.disabled);
    out.set("working", account.set_up && !account.disabled && !account.locked);
    return out;
}

// `notes`: flags and texts that the page shows above the list.
http::Response page(Services& services,
                    const domain::StaffSession& session,
                    const base::Json& notes,
                    int status) {
    const auto accounts = services.accounts.list();
    if (!accounts) {
        return refusal_page(services, accounts.error().fault());
    }
    base::Json rows = base::Json::array();
    for (const access::Account& account : *accounts) {
        rows.push(row(services, account));
    }
    base::Json data = page_of(session);
    for (const auto& [key, value] : *notes.as_object()) {
        data.set(key, value);
    }
    data.set("accounts", std::move(rows));
    return staff_page(services, "staff_accounts", data, status);
}

struct Change {
    std::string_view action;
    std::string_view name;
    std::string_view role;
};

// The token of a set-up link; empty if the change makes none.
base::Result<std::string> apply(Services& services,
                                const domain::StaffSession& session,
                                const Change& change) {
    const access::Actor by(session);
    if (change.action == "add") {
        const auto role = domain::role_from(change.role);
        return role ? services.accounts.add(by, change.name, *role)
                    : base::fail(Fault::invalid, "there is no such role");
    }
    if (change.action == "reset") {
        return services.accounts.reset(by, change.name);
    }
    if (change.action != "disable" && change.action != "enable") {
        return base::fail(Fault::invalid, "there is no such action");
    }
    const auto done = change.action == "disable" ? services.accounts.disable(by, change.name)
                                                 : services.accounts.enable(by, change.name);
    return done ? base::Result<std::string>(std::string()) : base::fail(done.error());
}

bool is_role(std::string_view name) { return domain::role_from(name).has_value(); }

// What is wrong with a new account, beside its field, and what was typed and chosen.
base::Json notes_of_new(const Services& services, Fault fault, const Change& change) {
    std::string_view key = "staff_problem_role";
    if (is_role(change.role)) {
        key = fault == Fault::conflict ? "staff_problem_exists" : "staff_problem_name";
    }
    base::Json notes = base::Json::object();
    notes.set("has_error", true).set("typed_name", change.name);
    notes.set(is_role(change.role) ? "name_problem" : "role_problem", staff_text(services, key));
    return notes.set("chosen_" + std::string(change.role), is_role(change.role));
}

base::Json notes_of_change(const Services& services, Fault fault, const Change& change) {
    const Placeholder name{"name", std::string(change.name)};
    const std::string_view key =
        fault == Fault::conflict ? "staff_problem_last" : "staff_problem_unknown";
    base::Json notes = base::Json::object();
    return notes.set("has_error", true)
        .set("problem", filled(staff_text(services, key), {&name, 1}));
}

// At the configured address: a request may come by another name, as behind a proxy.
std::string setup_link(const Services& services,
                       const http::Request& request,
                       const std::string& token) {
    const std::string& configured = services.public_url;
    return (configured.empty() ? "https://" + request.host : configured) + "/staff/setup/" + token;
}

}  // namespace

void show_accounts(Services& services,
                   const domain::StaffSession& session,
                   const http::Request&,
                   const http::Parameters&,
                   http::Reply reply) {
    reply(page(services, session, base::Json::object(), 200));
}

// The set-up link is shown in the answer itself: behind a redirect it would stand in an address.
void take_account_change(Services& services,
                         const domain::StaffSession& session,
                         const http::Request& request,
                         const http::Parameters&,
                         http::Reply reply) {
    const http::Fields form = posted_form(request).value_or(http::Fields{});
    const Change change{
        .action = field(form, "action"), .name = field(form, "name"), .role = field(form, "role")};
    const auto token = apply(services, session, change);
    if (!token) {
        const Fault fault = token.error().fault();
        const bool is_theirs =
            fault == Fault::invalid || fault == Fault::conflict || fault == Fault::not_found;
        reply(is_theirs ? page(services,
                               session,
                               change.action == "add" ? notes_of_new(services, fault, change)
                                                      : notes_of_change(services, fault, change),
                               fault == Fault::conflict ? 409 : 422)
                        : refusal_page(services, fault));
        return;
    }
    if (token->empty()) {
        reply(http::redirect("/staff/konton"));
        return;
    }
    base::Json notes = base::Json::object();
    notes.set("changed", change.name);
    notes.set("setup_link", setup_link(services, request, *token));
    notes.set("setup_hours", base::limits::setup_link_seconds / 3600);
    reply(page(services, session, notes, 200));
}

}  // namespace lyhord::api::staff
