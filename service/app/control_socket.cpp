#include "app/control_socket.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>

#include "app/commands.h"
#include "base/limits.h"
#include "base/unix_address.h"
#include "store/data_directory.h"

namespace lyhord::app {
namespace {

// What fails once (no file descriptor is left) fails again at once: not to spin on it.
constexpr std::chrono::milliseconds accept_pause{20};

// The other side of a connection that must be done by then; none: it may take hours.
using Deadline = std::optional<std::chrono::steady_clock::time_point>;

bool is_past(const Deadline& deadline) {
    return deadline && std::chrono::steady_clock::now() >= *deadline;
}

bool write_all(int socket, std::string_view text, const Deadline& deadline = {}) {
    while (!text.empty()) {
        const ssize_t sent = send(socket, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0 || is_past(deadline)) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

// To the end of the stream, at most the size of a staff import with its JSON escapes.
std::optional<std::string> read_all(int socket, const Deadline& deadline = {}) {
    std::string text;
    char buffer[16 * 1024];
    for (;;) {
        const ssize_t got = recv(socket, buffer, sizeof buffer, 0);
        if (got < 0 || text.size() > 8 * base::limits::import_bytes_max || is_past(deadline)) {
            return std::nullopt;
        }
        if (got == 0) {
            return text;
        }
        text.append(buffer, static_cast<std::size_t>(got));
    }
}

}  // namespace

ControlSocket::ControlSocket(std::filesystem::path path,
                             int socket,
                             Handlers handlers,
                             Patience patience)
    : path_(std::move(path)), socket_(socket), handlers_(std::move(handlers)), patience_(patience) {
    for (int i = 0; i < base::limits::control_threads; ++i) {
        threads_.emplace_back([this] { answer_all(); });
    }
}

base::Result<std::unique_ptr<ControlSocket>> ControlSocket::listen(
    const std::filesystem::path& path, Handlers handlers, Patience patience) {
    const std::optional<sockaddr_un> address = base::unix_address(path);
    if (!address) {
        return base::fail(store::DataDirectory::error(
            base::Fault::invalid, "the path of the data directory is too long", path));
    }
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unlink(path.c_str());  // left by a service that was killed; the lock tells that none runs
    const mode_t before = umask(0177);
    const bool bound = socket >= 0 && bind(socket, base::generic(*address), sizeof *address) == 0;
    umask(before);
    if (!bound || ::listen(socket, 16) != 0) {
        if (socket >= 0) {
            close(socket);
        }
        return base::fail(store::DataDirectory::error(
            base::Fault::io, "the control socket cannot be made", path));
    }
    return std::unique_ptr<ControlSocket>(
        new ControlSocket(path, socket, std::move(handlers), patience));
}

ControlSocket::~ControlSocket() {
    stopping_ = true;
    shutdown(socket_, SHUT_RDWR);  // wakes accept()
    threads_.clear();
    close(socket_);
    unlink(path_.c_str());
}

void ControlSocket::answer_all() {
    while (!stopping_) {
        const int connection = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) {
            std::this_thread::sleep_for(accept_pause);
            continue;
        }
        answer(connection);
        close(connection);
    }
}

void ControlSocket::answer(int connection) {
    const auto micros = std::chrono::microseconds(patience_).count();
    const timeval longest{.tv_sec = micros / 1'000'000, .tv_usec = micros % 1'000'000};
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &longest, sizeof longest);
    using Time = std::chrono::steady_clock;
    if (const std::optional<std::string> text = read_all(connection, Time::now() + patience_)) {
        const std::string outcome = outcome_of(*text).to_json().dump();
        write_all(connection, outcome, Time::now() + patience_);
    }
}

Outcome ControlSocket::outcome_of(const std::string& text) {
    const base::Result<base::Json> json = base::Json::parse(text);
    const std::optional<Command> command = json ? Command::from_json(*json) : std::nullopt;
    if (!command) {
        return wrong_use("not a command");
    }
    const std::optional<Outcome> answer = handlers_.answer(*command);
    return answer ? *answer : run_in_turn(*command);
}

// One thread stays for questions.
Outcome ControlSocket::run_in_turn(const Command& command) {
    if (++commands_ > base::limits::control_threads - 1) {
        --commands_;
        return failed(base::Error(base::Fault::unavailable,
                                  "too many commands wait for their turn: try again later"));
    }
    std::unique_lock turn(turn_);
    Outcome outcome =
        stopping_ ? failed(base::Error(
                        base::Fault::unavailable,
                        "the service is stopping: the command was not carried out; repeat it"))
                  : handlers_.run(command);
    turn.unlock();
    --commands_;
    return outcome;
}

base::Result<Outcome> send_command(const std::filesystem::path& path, const Command& command) {
    const std::optional<sockaddr_un> address = base::unix_address(path);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (!address || socket < 0 || connect(socket, base::generic(*address), sizeof *address) != 0) {
        if (socket >= 0) {
            close(socket);
        }
        return base::fail(store::DataDirectory::error(
            base::Fault::busy, "another process uses the data directory", path.parent_path()));
    }
    std::optional<std::string> text;
    if (write_all(socket, command.to_json().dump())) {
        shutdown(socket, SHUT_WR);
        text = read_all(socket);
    }
    close(socket);
    const auto json = base::Json::parse(text.value_or(std::string()));
    std::optional<Outcome> outcome = json ? Outcome::from_json(*json) : std::nullopt;
    if (!outcome) {
        return base::fail(base::Fault::unavailable,
                          "the service ended before it answered: see whether the command was "
                          "carried out, and repeat it if not");
    }
    return std::move(*outcome);
}

}  // namespace lyhord::app
