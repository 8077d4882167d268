#include "app/commands.h"

#include <algorithm>

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

Outcome run_command(Service& service, const Command& command) {
    for (const auto& family :
         {dialogue_commands(), staff_commands(), operations_commands(), report_commands()}) {
        const auto found = std::ranges::find(family, command.name, &CommandEntry::name);
        if (found != family.end()) {
            return found->run(service, command);
        }
    }
    return wrong_use("the running service does not know this command");
}

}  // namespace lyhord::app
