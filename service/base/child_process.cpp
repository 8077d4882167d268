#include "base/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <iterator>

namespace lyhord::base {
namespace {

// What the program reads and writes, and its signals as any program expects them: this one's
// threads have blocked theirs.
class SpawnOptions {
public:
    explicit SpawnOptions(const ChildOptions& options) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, options.input, STDIN_FILENO);
        if (options.output >= 0) {
            posix_spawn_file_actions_adddup2(&actions_, options.output, STDOUT_FILENO);
        } else {
            posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        }
        if (!options.keeps_errors) {
            posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
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

// Whether it ends in time. It is not reaped, so its number stays its own.
bool ends_within(pid_t process, std::chrono::milliseconds patience) {
    const int handle = static_cast<int>(::syscall(SYS_pidfd_open, process, 0));
    pollfd waited{.fd = handle, .events = POLLIN, .revents = 0};
    const auto longest = std::max<std::chrono::milliseconds::rep>(patience.count(), 0);
    const bool is_over = handle >= 0 && ::poll(&waited, 1, static_cast<int>(longest)) == 1;
    if (handle >= 0) {
        ::close(handle);
    }
    return is_over;
}

}  // namespace

std::expected<ChildProcess, int> ChildProcess::start(ChildOptions options) {
    std::vector<char*> pointers;
    std::ranges::transform(
        options.words, std::back_inserter(pointers), [](std::string& word) { return word.data(); });
    pointers.push_back(nullptr);
    std::array<char*, 1> nothing{nullptr};
    const SpawnOptions surroundings(options);
    pid_t process = -1;
    const int failed = ::posix_spawnp(&process,
                                      pointers.front(),
                                      surroundings.actions(),
                                      surroundings.attributes(),
                                      pointers.data(),
                                      options.keeps_environment ? environ : nothing.data());
    if (failed != 0) {
        return std::unexpected(failed);
    }
    return ChildProcess(process);
}

ChildProcess::~ChildProcess() {
    if (process_ >= 0) {
        ::kill(-process_, SIGKILL);
        reap();
    }
}

ChildEnd ChildProcess::reap() {
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    return {.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
            .status = WIFEXITED(status) ? WEXITSTATUS(status) : 0};
}

ChildEnd ChildProcess::end(std::chrono::milliseconds patience) {
    const bool is_in_time = ends_within(process_, patience);
    if (!is_in_time) {
        ::kill(-process_, SIGKILL);
    }
    ChildEnd end = reap();
    end.took_too_long = !is_in_time;
    return end;
}

}  // namespace lyhord::base
