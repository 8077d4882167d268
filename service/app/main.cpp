// Where it begins: a command line becomes a Command; the command runs here, or in the service that
// holds the data directory.
#include <chrono>
#include <iostream>
#include <thread>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/control_socket.h"
#include "app/data_owner.h"
#include "app/filters.h"
#include "app/restoring.h"
#include "app/serve.h"

namespace {

using namespace lyhord;

int finish(const app::Outcome& outcome) {
    std::cout << outcome.output << std::flush;
    std::cerr << outcome.errors << std::flush;
    return outcome.exit_code;
}

// A service that starts or stops has the directory locked and answers no command yet, or no more.
constexpr std::chrono::milliseconds pause{100};
constexpr int tries_max = 50;

// Runs on the data directory, or sends itself to the service that has it locked.
app::Outcome run_on_data(const app::Invocation& invocation) {
    const std::filesystem::path data = std::filesystem::absolute(invocation.configuration.data());
    base::Result<store::DataDirectory> directory = store::DataDirectory::lock(data);
    for (int tries = 1; !directory && directory.error().fault() == base::Fault::busy; ++tries) {
        const base::Result<app::Outcome> outcome =
            app::send_command(store::DataDirectory::control_socket_in(data), invocation.command);
        if (outcome) {
            return *outcome;
        }
        if (outcome.error().fault() != base::Fault::busy || tries == tries_max) {
            return app::failed(outcome.error());
        }
        std::this_thread::sleep_for(pause);
        directory = store::DataDirectory::lock(data);
    }
    if (!directory) {
        return app::failed(directory.error());
    }
    const base::SystemClock clock;
    base::SystemRandom random;
    auto service =
        app::Service::start(std::move(*directory), invocation.configuration, clock, random);
    return service ? app::run_command(**service, invocation.command) : app::failed(service.error());
}

int run(int count, const char* const* words) {
    std::variant<app::Invocation, app::Outcome> parsed = app::CommandLine::parse(count, words);
    if (const app::Outcome* outcome = std::get_if<app::Outcome>(&parsed)) {
        return finish(*outcome);
    }
    const app::Invocation& invocation = std::get<app::Invocation>(parsed);
    if (const auto exit_code = app::run_filter(invocation, std::cin, std::cout)) {
        return *exit_code;
    }
    const auto owner = app::become_owner_of(invocation.configuration.data());
    if (!owner) {
        return finish(app::failed(owner.error()));
    }
    if (invocation.command.name == "serve") {
        return app::serve(invocation);
    }
    if (invocation.command.name == "restore") {
        return finish(app::restore(invocation));
    }
    return finish(run_on_data(invocation));
}

}  // namespace

int main(int count, char** words) {
    std::ios::sync_with_stdio(false);
    try {
        return run(count, words);
    } catch (const std::exception& bug) {
        std::cerr << "lyhord: internal error: " << bug.what() << "\n";
        return 1;
    }
}
