// Owns what each command does to the service it is run on.
#pragma once

#include "app/command.h"
#include "app/service.h"

namespace lyhord::app {

// Runs a command that needs the data directory. Thread-safe.
Outcome run_command(Service& service, const Command& command);

// Whether the command needs a data directory at all.
bool needs_service(const Command& command);

// Prints what went wrong: one line an error.
Outcome failed(const std::vector<base::Error>& errors);
Outcome failed(const base::Error& error);

// The commands of one family each; called by run_command().
Outcome run_dialogue_command(Service& service, const Command& command);
Outcome run_staff_command(Service& service, const Command& command);
Outcome run_operations_command(Service& service, const Command& command);

}  // namespace lyhord::app
