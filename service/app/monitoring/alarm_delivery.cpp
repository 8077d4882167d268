#include "app/monitoring/alarm_delivery.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <optional>
#include <sstream>
#include <vector>

#include "app/descriptor.h"
#include "app/place.h"
#include "base/unix_address.h"

namespace lyhord::app {
namespace {

using Patience = std::chrono::milliseconds;

// What the command reads and writes, and its signals as any program expects them: this one's
// threads have blocked theirs.
class SpawnOptions {
public:
    explicit SpawnOptions(int input) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
        for (const int output : {STDOUT_FILENO, STDERR_FILENO}) {
            posix_spawn_file_actions_addopen(&actions_, output, "/dev/null", O_WRONLY, 0);
        }
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(
            &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    SpawnOptions(const SpawnOptions&) = delete;
    SpawnOptions& operator=(const SpawnOptions&) = delete;
    ~SpawnOptions() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    const posix_spawn_file_actions_t* actions() const { return &actions_; }
    const posix_spawnattr_t* attributes() const { return &attributes_; }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

std::vector<std::string> words_of(const std::string& command) {
    std::istringstream text(command);
    std::vector<std::string> words;
    for (std::string word; text >> word;) {
        words.push_back(word);
    }
    return words;
}

std::optional<pid_t> spawn(std::vector<std::string> words, int input) {
    std::vector<char*> pointers;
    std::ranges::transform(
        words, std::back_inserter(pointers), [](std::string& word) { return word.data(); });
    pointers.push_back(nullptr);
    const SpawnOptions surroundings(input);
    pid_t process = -1;
    const int failed = ::posix_spawnp(&process,
                                      pointers.front(),
                                      surroundings.actions(),
                                      surroundings.attributes(),
                                      pointers.data(),
                                      environ);
    return failed == 0 ? std::optional(process) : std::nullopt;
}

// Kills it, and what it has started, if it has not ended in time.
bool ends_well(pid_t process, Patience patience) {
    const Descriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
    pollfd waited{.fd = handle.number(), .events = POLLIN, .revents = 0};
    if (handle.number() < 0 || ::poll(&waited, 1, static_cast<int>(patience.count())) != 1) {
        ::kill(-process, SIGKILL);
    }
    int status = 0;
    return ::waitpid(process, &status, 0) == process && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

// A line is far shorter than what a pipe or a socket takes at once.
bool write_whole(int descriptor, std::string_view line) {
    return ::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size());
}

bool run_command(const std::string& command, std::string_view line, Patience patience) {
    std::vector<std::string> words = words_of(command);
    int ends[2] = {-1, -1};
    if (words.empty() || ::pipe2(ends, O_CLOEXEC) != 0) {
        return false;
    }
    Descriptor reading(ends[0]);
    Descriptor writing(ends[1]);
    const bool is_written = write_whole(writing.number(), line);
    const auto process = is_written ? spawn(std::move(words), reading.number()) : std::nullopt;
    writing.close();
    return process && ends_well(*process, patience);
}

// Handed over, then: what becomes of it is not known here.
bool send_to_socket(const std::filesystem::path& path, std::string_view line, Patience patience) {
    const std::optional<sockaddr_un> address = base::unix_address(path);
    const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!address || socket.number() < 0) {
        return false;
    }
    const auto micros = std::chrono::microseconds(patience).count();
    const timeval longest{.tv_sec = micros / 1'000'000, .tv_usec = micros % 1'000'000};
    ::setsockopt(socket.number(), SOL_SOCKET, SO_SNDTIMEO, &longest, sizeof longest);
    return ::connect(socket.number(), base::generic(*address), sizeof *address) == 0 &&
           ::send(socket.number(), line.data(), line.size(), MSG_NOSIGNAL) ==
               static_cast<ssize_t>(line.size());
}

}  // namespace

bool deliver_alarm(const std::string& way, std::string_view line, Patience patience) {
    const std::optional<Place> place = parse_place(way);
    return place && !place->unix_path.empty() ? send_to_socket(place->unix_path, line, patience)
                                              : run_command(way, line, patience);
}

}  // namespace lyhord::app
