#include <fmt/format.h>

#include <charconv>

#include "app/command_line.h"
#include "app/commands.h"

namespace lyhord::app {
namespace {

using base::Result;

Outcome printed(std::string output) {
    return {.exit_code = 0, .output = std::move(output), .errors = {}};
}

std::string setup_link(const Service& service, const std::string& token) {
    std::string url = service.configuration.value("public_url");
    if (url.empty()) {
        url = fmt::format("https://localhost:{}", service.configuration.port());
    }
    return url + "/staff/setup/" + token + "\n";
}

Outcome add(Service& service, const Command& command) {
    const std::optional<domain::Role> role = domain::role_from(command.option("role"));
    if (!role) {
        return {.exit_code = 2,
                .output = {},
                .errors = "lyhord: --role must be coordinator, analyst, police or admin\n"};
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

Outcome list(Service& service) {
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
        return {.exit_code = 2,
                .output = {},
                .errors = "lyhord: --revoke takes the id that --list shows\n"};
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
        const std::string& days = command.option("days");
        const char* const end = days.data() + days.size();
        if (std::from_chars(days.data(), end, request.days).ptr != end) {
            return {
                .exit_code = 2, .output = {}, .errors = "lyhord: --days must be a whole number\n"};
        }
    }
    const auto secret = service.access.tokens.create(access::Actor::console(), request);
    return secret ? printed(*secret + "\n") : failed(secret.error());
}

}  // namespace

Outcome run_staff_command(Service& service, const Command& command) {
    const std::string& name = command.option("NAME");
    if (command.name == "staff add") {
        return add(service, command);
    }
    if (command.name == "staff reset") {
        return reset(service, command);
    }
    if (command.name == "staff list") {
        return list(service);
    }
    if (command.name == "staff token") {
        return token(service, command);
    }
    const bool disable = command.name == "staff disable";
    const Result<void> done = disable
                                  ? service.access.accounts.disable(access::Actor::console(), name)
                                  : service.access.accounts.enable(access::Actor::console(), name);
    return done ? printed(name + (disable ? ": disabled\n" : ": enabled\n")) : failed(done.error());
}

}  // namespace lyhord::app
