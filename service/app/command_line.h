// Owns the command line: what can be called, with help for each (CLI11).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/command.h"
#include "app/configuration.h"
#include "base/result.h"
#include "disclosure/simulate.h"

namespace lyhord::app {

struct Invocation {
    Command command;
    Configuration configuration;
};

class CommandLine {
public:
    // The call, or the outcome of --help or of wrong use. Reads the FILE of an import or a codebook
    // into Command::input; standard input is left to those that read it.
    static std::variant<Invocation, Outcome> parse(int count, const char* const* words);

    // "lyhord: <error>" as one line.
    static std::string error_line(const base::Error& error);
    // What `release simulate` was asked; invalid: --batch is no number.
    static base::Result<disclosure::SimulateOptions> simulate_options(const Command& command);

    static base::Error error(base::Fault fault, base::Literal message, std::string subject);
};

}  // namespace lyhord::app
