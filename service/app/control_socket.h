// Owns the control socket: how a command reaches the running service that holds the data directory.
// One JSON command a connection, answered by one JSON outcome. 0600: only the service's own user.
// Several are answered at a time, so that a question need not wait for a backup, and nobody who
// stops reading holds up the end of the service.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "app/command.h"
#include "base/limits.h"
#include "base/result.h"

namespace lyhord::app {

class ControlSocket {
public:
    // Called from several threads.
    using Run = std::function<Outcome(const Command&)>;
    using Patience = std::chrono::milliseconds;

    // Listens and answers on threads of its own until destroyed, which waits for the commands that
    // run. A client that takes longer than `patience` to send its command, or to read the outcome,
    // is left.
    static base::Result<std::unique_ptr<ControlSocket>> listen(
        const std::filesystem::path& path,
        Run run,
        Patience patience = std::chrono::seconds(base::limits::control_seconds_max));
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

private:
    ControlSocket(std::filesystem::path path, int socket, Run run, Patience patience);
    void answer_all();
    void answer(int connection) const;

    std::filesystem::path path_;
    int socket_;
    Run run_;
    Patience patience_;
    std::atomic<bool> stopping_ = false;
    std::vector<std::jthread> threads_;
};

// Runs a command in the service that listens at `path`. busy: none does, or not yet. unavailable:
// it ended without an answer, and may have run the command.
base::Result<Outcome> send_command(const std::filesystem::path& path, const Command& command);

}  // namespace lyhord::app
