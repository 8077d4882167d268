// Owns the control socket: how a command reaches the running service that holds the data directory.
// One JSON command a connection, answered by one JSON outcome. 0600: only the service's own user.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "app/command.h"
#include "base/result.h"

namespace lyhord::app {

class ControlSocket {
public:
    using Run = std::function<Outcome(const Command&)>;

    // Listens and answers on a thread of its own, one command at a time, until destroyed.
    static base::Result<std::unique_ptr<ControlSocket>> listen(const std::filesystem::path& path,
                                                               Run run);
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

private:
    ControlSocket(std::filesystem::path path, int socket, Run run);
    void answer_all();

    std::filesystem::path path_;
    int socket_;
    Run run_;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

// Runs a command in the service that listens at `path`. busy: none does, or not yet. unavailable:
// it ended without an answer, and may have run the command.
base::Result<Outcome> send_command(const std::filesystem::path& path, const Command& command);

}  // namespace lyhord::app
