#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/place.h"
#include "base/whole_number.h"

namespace lyhord::app {
namespace {

using base::Result;

// The roles that have pages of their own. domain::role_from() knows more: those of parts that are
// yet to come.
constexpr std::array roles{
    domain::Role::coordinator, domain::Role::analyst, domain::Role::police, domain::Role::admin};

std::string setup_link(const Service& service, const std::string& token) {
    std::string url = service.configuration.value("public_url");
    if (url.empty()) {
        const std::optional<Place> place = parse_place(service.configuration.value("listen"));
        url = fmt::format("https://localhost:{}", place ? place->port : 443);
    }
    return url + "/staff/setup/" + token + "\n";
}

Outcome add(Service& service, const Command& command) {
    const std::optional<domain::Role> role = domain::role_from(command.option("role"));
    if (!role || std::ranges::find(roles, *role) == roles.end()) {
        return wrong_use("--role must be coordinator, analyst, police or admin");
    }
    const auto token =
        service.access.accounts.add(access::Actor::console(), command.option("NAME"), *role);
    return token ? printed(setup_link(service, *token)) : failed(token.error());
}

Outcome reset(Service& service, const Command& command) {
    const auto token =
        service.access.accounts.reset(access::Actor::console(), command.option("NAME"));
    return token ? printed(setup_link(service, *token)) : failed(token.error());
}

Outcome disable(Service& service, const Command& command) {
    const std::string& name = command.option("NAME");
    const Result<void> done = service.access.accounts.disable(access::Actor::console(), name);
    return done ? printed(name + ": disabled\n") : failed(done.error());
}

Outcome enable(Service& service, const Command& command) {
    const std::string& name = command.option("NAME");
    const Result<void> done = service.access.accounts.enable(access::Actor::console(), name);
    return done ? printed(name + ": enabled\n") : failed(done.error());
}

Outcome list(Service& service, const Command&) {
    const auto accounts = service.access.accounts.list();
    if (!accounts) {
        return failed(accounts.error());
    }
    std::string output;
    for (const access::Account& account : *accounts) {
        output += fmt::format("{}  {}{}{}\n",
                              account.name,
                              domain::role_name(account.role),
                              account.disabled ? "  disabled" : "",
                              account.set_up ? "" : "  not set up yet");
    }
    return printed(output);
}

Outcome list_tokens(Service& service, const std::string& account) {
    const auto tokens = service.access.tokens.list(account);
    if (!tokens) {
        return failed(tokens.error());
    }
    std::string output;
    for (const access::ApiToken& token : *tokens) {
        output += fmt::format("{}  {}  until {}{}\n",
                              base::hex(token.id),
                              token.scope,
                              token.expires.text(),
                              token.revoked ? "  revoked" : "");
    }
    return printed(output);
}

Outcome revoke_token(Service& service, const Command& command) {
    const std::optional<base::Bytes> bytes = base::from_hex(command.option("revoke"));
    base::Id id{};
    if (!bytes || bytes->size() != id.size()) {
        return wrong_use("--revoke takes the id that --list shows");
    }
    std::copy(bytes->begin(), bytes->end(), id.begin());
    const Result<void> revoked =
        service.access.tokens.revoke(access::Actor::console(), command.option("NAME"), id);
    return revoked ? printed("revoked\n") : failed(revoked.error());
}

Outcome token(Service& service, const Command& command) {
    const std::string& account = command.option("NAME");
    if (command.has("list")) {
        return list_tokens(service, account);
    }
    if (command.has("revoke")) {
        return revoke_token(service, command);
    }
    access::TokenRequest request{.account = account};
    if (command.has("scope")) {
        request.scope = command.option("scope");
    }
    if (command.has("days")) {
        const std::optional<std::int64_t> days = base::whole_number(command.option("days"));
        if (!days) {
            return wrong_use("--days must be a whole number");
        }
        request.days = *days;
    }
    const auto secret = service.access.tokens.create(access::Actor::console(), request);
    return secret ? printed(*secret + "\n") : failed(secret.error());
}

}  // namespace

std::span<const CommandEntry> staff_commands() {
    static constexpr CommandEntry entries[] = {{"staff add", add},
                                               {"staff reset", reset},
                                               {"staff disable", disable},
                                               {"staff enable", enable},
                                               {"staff list", list},
                                               {"staff token", token}};
    return entries;
}

}  // namespace lyhord::app
