// Where it begins: a command line becomes a Command; the command runs here, or in the service that
// holds the data directory.
#include <unistd.h>

#include <chrono>
#include <iostream>
#include <thread>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/control_socket.h"
#include "app/core_dumps.h"
#include "app/data_owner.h"
#include "app/filters.h"
#include "app/name_import.h"
#include "app/outgoing_backup.h"
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

// Asks the running service, and never takes the lock: a service that is about to start would find
// the directory taken, or a question would bring the database of an older version up to date.
app::Outcome ask(const app::Invocation& invocation) {
    const std::filesystem::path data = std::filesystem::absolute(invocation.configuration.data());
    const base::Result<app::Outcome> outcome =
        app::send_command(store::DataDirectory::control_socket_in(data), invocation.command);
    if (!outcome && outcome.error().fault() == base::Fault::busy) {
        return app::failed(
            app::CommandLine::error(base::Fault::unavailable,
                                    "the service is not running, or this user may not ask it",
                                    data.string()));
    }
    return outcome ? *outcome : app::failed(outcome.error());
}

// As the owner of the data.
app::Outcome work(const app::Invocation& invocation) {
    const auto owner = app::become_owner_of(invocation.configuration.data());
    if (!owner) {
        return app::failed(owner.error());
    }
    const std::string& name = invocation.command.name;
    return name == "health" || name == "alarm" ? ask(invocation) : run_on_data(invocation);
}

int run_restore(const app::Invocation& invocation) {
    const auto files = app::open_restore_files(invocation.command);
    if (!files) {
        return finish(app::failed(files.error()));
    }
    const auto owner = app::become_owner_of(invocation.configuration.data());
    return finish(owner ? app::restore(invocation, *files) : app::failed(owner.error()));
}

int import_names(const app::Invocation& invocation) {
    const auto read = app::read_name_files(invocation.command);
    if (const app::Outcome* wrong = std::get_if<app::Outcome>(&read)) {
        return finish(*wrong);
    }
    const std::filesystem::path data = invocation.configuration.data();
    const auto owner = app::become_owner_of(data);
    return finish(owner ? app::store_names(data, std::get<app::NameImport>(read))
                        : app::failed(owner.error()));
}

// In two processes: the one that gives FILE its name must not have become another user.
int back_up_to_file(const app::Invocation& invocation) {
    const auto outgoing = app::OutgoingBackup::open(invocation.command.option("FILE"));
    if (!outgoing) {
        return finish(app::failed(outgoing.error()));
    }
    const pid_t filling = app::OutgoingBackup::fork_filler();
    if (filling != 0) {
        return finish(outgoing->place(filling));
    }
    const auto owner = app::become_owner_of(invocation.configuration.data());
    return finish(owner ? outgoing->fill(invocation, run_on_data) : app::failed(owner.error()));
}

int run_serve(const app::Invocation& invocation) {
    const auto owner = app::become_owner_of(invocation.configuration.data());
    if (!owner) {
        return finish(app::failed(owner.error()));
    }
    if (!owner->empty()) {
        std::cerr << "lyhord: goes on as " << *owner
                  << ", who owns the data directory: a port below 1024, or a private key that only "
                     "root may read, is out of reach\n";
    }
    return app::serve(invocation);
}

int run(int count, const char* const* words) {
    app::forbid_dumps();
    std::variant<app::Invocation, app::Outcome> parsed = app::CommandLine::parse(count, words);
    if (const app::Outcome* outcome = std::get_if<app::Outcome>(&parsed)) {
        return finish(*outcome);
    }
    const app::Invocation& invocation = std::get<app::Invocation>(parsed);
    if (const auto exit_code = app::run_filter(invocation, std::cin, std::cout)) {
        return *exit_code;
    }
    const app::Command& command = invocation.command;
    if (command.name == "serve") {
        return run_serve(invocation);
    }
    if (command.name == "restore") {
        return run_restore(invocation);
    }
    if (command.name == "names import") {
        return import_names(invocation);
    }
    if (command.name == "backup" && command.has("FILE")) {
        return back_up_to_file(invocation);
    }
    if (command.name == "dialogue poster") {
        return finish(app::drawn_poster(work(invocation), command));
    }
    if (command.name == "report rebuild") {
        return finish(app::rebuilt_report(work(invocation)));
    }
    return finish(work(invocation));
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
