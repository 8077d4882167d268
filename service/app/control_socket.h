// Owns the control socket: how a command reaches the running service that holds the data directory.
// One JSON command a connection, answered by one JSON outcome. 0600: only the service's own user.
// Questions are answered at once, commands one at a time; nobody who stops reading holds up the end
// of the service.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "app/command.h"
#include "base/limits.h"
#include "base/result.h"

namespace lyhord::app {

class ControlSocket {
public:
    struct Handlers {
        // What is answered beside a command that runs, from several threads; nothing: it is none.
        std::function<std::optional<Outcome>(const Command&)> answer;
        // One at a time.
        std::function<Outcome(const Command&)> run;
    };
    using Patience = std::chrono::milliseconds;

    // Listens and answers on threads of its own until destroyed, which waits for the command that
    // runs; those that wait for their turn are told that they were not carried out. A client that
    // takes longer than `patience` to send its command, or to read the outcome, is left.
    static base::Result<std::unique_ptr<ControlSocket>> listen(
        const std::filesystem::path& path,
        Handlers handlers,
        Patience patience = std::chrono::seconds(base::limits::control_seconds_max));
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

private:
    ControlSocket(std::filesystem::path path, int socket, Handlers handlers, Patience patience);
    void answer_all();
    void answer(int connection);
    Outcome outcome_of(const std::string& text);
    Outcome run_in_turn(const Command& command);

    std::filesystem::path path_;
    int socket_;
    Handlers handlers_;
    Patience patience_;
    std::mutex turn_;
    std::atomic<int> commands_ = 0;  // that run or wait for their turn
    std::atomic<bool> stopping_ = false;
    std::vector<std::jthread> threads_;
};

// Runs a command in the service that listens at `path`. busy: none does, or not yet. unavailable:
// it ended without an answer, and may have run the command.
base::Result<Outcome> send_command(const std::filesystem::path& path, const Command& command);

}  // namespace lyhord::app
