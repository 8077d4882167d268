#include "app/commands.h"

namespace lyhord::app {

Outcome run_operations_command(Service&, const Command& command) {
    return {.exit_code = 2, .output = {}, .errors = "lyhord: not yet: " + command.name + "\n"};
}

}  // namespace lyhord::app
