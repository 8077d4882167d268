// Owns Command: one call of `lyhord`, as plain values that can also travel over the control socket
// to the running service.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"

namespace lyhord::app {

struct Command {
    std::string name;  // "dialogue open"
    std::map<std::string, std::string> options;
    std::string input;  // the content of FILE or of standard input

    const std::string& option(std::string_view key) const;  // empty when not given
    bool has(std::string_view key) const { return options.contains(std::string(key)); }

    base::Json to_json() const;
    static std::optional<Command> from_json(const base::Json& json);
};

// What a command printed, and its exit code: 0, 1 (failed) or 2 (wrong use).
struct Outcome {
    int exit_code = 0;
    std::string output = {};
    std::string errors = {};

    base::Json to_json() const;
    static std::optional<Outcome> from_json(const base::Json& json);
};

Outcome printed(std::string output);
Outcome printed(const std::vector<std::string>& lines);
// "lyhord: <why>" as one line.
Outcome wrong_use(std::string_view why);

}  // namespace lyhord::app
