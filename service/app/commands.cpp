#include "app/commands.h"

#include <algorithm>
#include <array>

#include "app/command_line.h"

namespace lyhord::app {

Outcome failed(const std::vector<base::Error>& errors) {
    Outcome outcome{.exit_code = 1, .output = {}, .errors = {}};
    for (const base::Error& error : errors) {
        outcome.errors += CommandLine::error_line(error);
    }
    return outcome;
}

Outcome failed(const base::Error& error) { return failed(std::vector<base::Error>{error}); }

bool needs_service(const Command& command) {
    constexpr std::array<std::string_view, 5> filters{
        "version", "config", "redact", "themes code", "release simulate"};
    return std::ranges::find(filters, command.name) == filters.end();
}

Outcome run_command(Service& service, const Command& command) {
    const auto begins = [&command](std::string_view family) {
        return command.name.starts_with(family);
    };
    if (begins("dialogue ") || begins("areas ") || begins("codebook ")) {
        return run_dialogue_command(service, command);
    }
    if (begins("staff ")) {
        return run_staff_command(service, command);
    }
    return run_operations_command(service, command);
}

}  // namespace lyhord::app
