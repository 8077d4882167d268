// Owns what each command does to the service it is run on: one table of names a family.
#pragma once

#include <span>

#include "app/command.h"
#include "app/service.h"

namespace lyhord::app {

struct CommandEntry {
    std::string_view name;
    Outcome (*run)(Service&, const Command&);
};

std::span<const CommandEntry> dialogue_commands();
std::span<const CommandEntry> staff_commands();
std::span<const CommandEntry> operations_commands();
std::span<const CommandEntry> report_commands();

// Runs a command that needs the data directory. Wrong use if there is none of this name: a newer
// `lyhord` may have sent it. Thread-safe.
Outcome run_command(Service& service, const Command& command);

// The file of the poster that `dialogue poster` has described. Wrong use: no such format.
Outcome drawn_poster(const Outcome& described, const Command& command);

// The file that `report rebuild` has encoded.
Outcome rebuilt_report(const Outcome& encoded);

// Prints what went wrong: one line an error.
Outcome failed(const std::vector<base::Error>& errors);
Outcome failed(const base::Error& error);

}  // namespace lyhord::app
