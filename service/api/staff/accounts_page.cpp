#include "api/staff/accounts_page.h"

#include <string>

#include "access/accounts.h"
#include "api/staff/form.h"
#include "api/staff/staff_page.h"
#include "base/limits.h"

namespace lyhord::api::staff {
namespace {

using base::Fault;

base::Json row(const access::Account& account) {
    base::Json out = base::Json::object();
    out.set("account", account.name);
    out.set("role_" + std::string(domain::role_name(account.role)), true);
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
        rows.push(row(account));
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

base::Json notes_of(const base::Error& error, const Change& change) {
    const bool adding = change.action == "add";
    base::Json notes = base::Json::object();
    notes.set("has_error", true).set("error_name", adding && error.fault() == Fault::invalid);
    notes.set("error_exists", adding && error.fault() == Fault::conflict);
    notes.set("error_last", !adding && error.fault() == Fault::conflict);
    notes.set("error_unknown", !adding && error.fault() != Fault::conflict);
    notes.set("changed", change.name);
    return notes;
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
                               notes_of(token.error(), change),
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
    notes.set("setup_link", "https://" + request.host + "/staff/setup/" + *token);
    notes.set("setup_hours", base::limits::setup_link_seconds / 3600);
    reply(page(services, session, notes, 200));
}

}  // namespace lyhord::api::staff
