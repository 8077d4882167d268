#include "app/command.h"

namespace lyhord::app {
namespace {

using base::Json;

std::optional<std::string> text_member(const Json& json, std::string_view key) {
    const Json* member = json.find(key);
    if (member == nullptr || member->as_string() == nullptr) {
        return std::nullopt;
    }
    return *member->as_string();
}

}  // namespace

const std::string& Command::option(std::string_view key) const {
    static const std::string none;
    const auto found = options.find(std::string(key));
    return found == options.end() ? none : found->second;
}

Json Command::to_json() const {
    Json given = Json::object();
    for (const auto& [key, value] : options) {
        given.set(key, value);
    }
    Json json = Json::object();
    json.set("name", name).set("options", std::move(given)).set("input", input);
    return json;
}

std::optional<Command> Command::from_json(const Json& json) {
    const std::optional<std::string> name = text_member(json, "name");
    const std::optional<std::string> input = text_member(json, "input");
    const Json* options = json.find("options");
    if (!name || !input || options == nullptr || options->as_object() == nullptr) {
        return std::nullopt;
    }
    Command command{.name = *name, .options = {}, .input = *input};
    for (const auto& [key, value] : *options->as_object()) {
        if (value.as_string() == nullptr) {
            return std::nullopt;
        }
        command.options.emplace(key, *value.as_string());
    }
    return command;
}

Json Outcome::to_json() const {
    Json json = Json::object();
    json.set("exit_code", exit_code).set("output", output).set("errors", errors);
    return json;
}

std::optional<Outcome> Outcome::from_json(const Json& json) {
    const Json* code = json.find("exit_code");
    const std::optional<std::string> output = text_member(json, "output");
    const std::optional<std::string> errors = text_member(json, "errors");
    if (code == nullptr || code->as_integer() == nullptr || !output || !errors) {
        return std::nullopt;
    }
    return Outcome{
        .exit_code = static_cast<int>(*code->as_integer()), .output = *output, .errors = *errors};
}

Outcome printed(std::string output) {
    return {.exit_code = 0, .output = std::move(output), .errors = {}};
}

Outcome printed(const std::vector<std::string>& lines) {
    std::string output;
    for (const std::string& line : lines) {
        output += line + "\n";
    }
    return printed(std::move(output));
}

Outcome wrong_use(std::string_view why) {
    return {.exit_code = 2, .output = {}, .errors = "lyhord: " + std::string(why) + "\n"};
}

}  // namespace lyhord::app
