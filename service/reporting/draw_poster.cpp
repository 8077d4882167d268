// The way to the program that draws: its standard input is the poster, its standard output the
// file.
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>

#include "base/limits.h"
#include "reporting/poster.h"

namespace lyhord::reporting {
namespace {

using Clock = std::chrono::steady_clock;

constexpr base::Literal no_program = "the program that draws posters, lyhord-poster, is missing";
constexpr base::Literal failed_program = "the poster could not be drawn";

class OwnDescriptor {
public:
    explicit OwnDescriptor(int number) : number_(number) {}
    OwnDescriptor(const OwnDescriptor&) = delete;
    OwnDescriptor& operator=(const OwnDescriptor&) = delete;
    ~OwnDescriptor() { close(); }
    int number() const { return number_; }
    void close() {
        if (number_ >= 0) {
            ::close(number_);
            number_ = -1;
        }
    }

private:
    int number_;
};

// Beside this program, or where a package keeps what only programs call.
std::filesystem::path program() {
    std::error_code ignored;
    const auto here = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
    const auto beside = here / "lyhord-poster";
    return std::filesystem::exists(beside, ignored) ? beside : here / "../lib/lyhord/lyhord-poster";
}

// A file without a name, so that nothing has to be written while the program may have ended.
int file_with(std::string_view text) {
    const int file = ::memfd_create("poster", MFD_CLOEXEC);
    for (std::size_t at = 0; file >= 0 && at < text.size();) {
        const ssize_t written = ::write(file, text.data() + at, text.size() - at);
        if (written <= 0) {
            ::close(file);
            return -1;
        }
        at += static_cast<std::size_t>(written);
    }
    if (file >= 0) {
        ::lseek(file, 0, SEEK_SET);
    }
    return file;
}

// Negative: it could not be started.
pid_t start(const std::filesystem::path& path, PosterFormat format, int input, int output) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t attributes;
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::string name = path.string();
    std::string argument(poster_format_name(format));
    std::array<char*, 3> words{name.data(), argument.data(), nullptr};
    // Fontconfig looks for a person's settings, of which a service has none.
    std::array<char*, 1> environment{nullptr};
    pid_t process = -1;
    if (::posix_spawn(
            &process, name.c_str(), &files, &attributes, words.data(), environment.data()) != 0) {
        process = -1;
    }
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return process;
}

// Until the program closes it; nothing if that takes too long, or the file grows too large.
std::optional<std::string> read_all(int output) {
    const Clock::time_point end =
        Clock::now() + std::chrono::seconds(base::limits::poster_seconds_max);
    std::string bytes;
    std::array<char, 16 * 1024> part{};
    for (;;) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        pollfd waited{.fd = output, .events = POLLIN, .revents = 0};
        if (left <= 0 || ::poll(&waited, 1, static_cast<int>(left)) != 1) {
            return std::nullopt;
        }
        const ssize_t count = ::read(output, part.data(), part.size());
        if (count <= 0) {
            return count == 0 ? std::optional(std::move(bytes)) : std::nullopt;
        }
        bytes.append(part.data(), static_cast<std::size_t>(count));
        if (bytes.size() > base::limits::poster_bytes_max) {
            return std::nullopt;
        }
    }
}

}  // namespace

base::Result<std::string> draw_poster(const Poster& poster, PosterFormat format) {
    OwnDescriptor input(file_with(poster_json(poster).dump()));
    std::array<int, 2> ends{-1, -1};
    if (input.number() < 0 || ::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return base::fail(base::Fault::io, failed_program);
    }
    OwnDescriptor reading(ends[0]);
    OwnDescriptor writing(ends[1]);
    const pid_t process = start(program(), format, input.number(), writing.number());
    writing.close();
    if (process < 0) {
        return base::fail(base::Fault::io, no_program);
    }
    std::optional<std::string> bytes = read_all(reading.number());
    if (!bytes) {
        ::kill(process, SIGKILL);
    }
    int status = 0;
    const bool ended = ::waitpid(process, &status, 0) == process && WIFEXITED(status);
    if (!bytes || bytes->empty() || !ended || WEXITSTATUS(status) != 0) {
        return base::fail(base::Fault::io, failed_program);
    }
    return std::move(*bytes);
}

}  // namespace lyhord::reporting
