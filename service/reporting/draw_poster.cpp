// The way to the program that draws: its standard input is the poster, its standard output the
// file.
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <utility>

#include "base/child_process.h"
#include "base/limits.h"
#include "reporting/poster.h"

namespace lyhord::reporting {
namespace {

using Clock = std::chrono::steady_clock;

using base::Fault;

constexpr base::Literal too_slow = "lyhord-poster took too long";
constexpr base::Literal too_much = "lyhord-poster wrote more than a poster is";
constexpr base::Literal unreadable = "what lyhord-poster wrote could not be read";

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
std::filesystem::path installed_program() {
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

Clock::duration until(Clock::time_point end) {
    return std::max(end - Clock::now(), Clock::duration::zero());
}

std::chrono::milliseconds milliseconds(Clock::duration time) {
    return std::chrono::ceil<std::chrono::milliseconds>(time);
}

// Until the program closes it.
base::Result<std::string> read_all(int output, Clock::time_point end) {
    std::string bytes;
    std::array<char, 16 * 1024> part{};
    for (;;) {
        const auto left = milliseconds(until(end)).count();
        pollfd waited{.fd = output, .events = POLLIN, .revents = 0};
        if (left == 0 || ::poll(&waited, 1, static_cast<int>(left)) != 1) {
            return base::fail(Fault::io, too_slow);
        }
        const ssize_t count = ::read(output, part.data(), part.size());
        if (count < 0) {
            return base::fail(Fault::io, unreadable, {.number = errno});
        }
        if (count == 0) {
            return bytes;
        }
        bytes.append(part.data(), static_cast<std::size_t>(count));
        if (bytes.size() > base::limits::poster_bytes_max) {
            return base::fail(Fault::io, too_much);
        }
    }
}

// Why there is no poster; nothing if there is one.
std::optional<base::Error> failure(const base::ChildEnd& end) {
    if (end.took_too_long) {
        return base::Error(Fault::io, too_slow);
    }
    if (end.signal != 0) {
        return base::Error(
            Fault::io, "lyhord-poster was ended by a signal", {.number = end.signal});
    }
    if (end.status >= poster_exit_no_font) {
        return base::Error(Fault::unavailable,
                           "no font here has all letters of a language of the poster: install one "
                           "(fonts-noto-core), or choose another language",
                           {.number = end.status - poster_exit_no_font + 1});
    }
    if (end.status == poster_exit_too_long) {
        return base::Error(Fault::too_large,
                           "the words are too long for so many languages on one sheet: choose "
                           "fewer");
    }
    return end.status == 0
               ? std::nullopt
               : std::optional(base::Error(
                     Fault::io, "lyhord-poster failed, with exit status", {.number = end.status}));
}

}  // namespace

base::Result<std::string> draw_poster(const Poster& poster,
                                      PosterFormat format,
                                      const PosterProgram& drawing) {
    const Clock::time_point end = Clock::now() + drawing.patience;
    OwnDescriptor input(file_with(poster_json(poster).dump()));
    std::array<int, 2> ends{-1, -1};
    if (input.number() < 0 || ::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return base::fail(Fault::io, "the poster could not be handed over", {.number = errno});
    }
    OwnDescriptor reading(ends[0]);
    OwnDescriptor writing(ends[1]);
    const std::string path = (drawing.path.empty() ? installed_program() : drawing.path).string();
    // Without an environment: fontconfig would look for a person's settings.
    auto process =
        base::ChildProcess::start({.words = {path, std::string(poster_format_name(format))},
                                   .input = input.number(),
                                   .output = writing.number(),
                                   .keeps_errors = true,
                                   .keeps_environment = false});
    writing.close();
    if (!process) {
        return base::fail(Fault::io,
                          "the program that draws posters, lyhord-poster, could not be started",
                          {.number = process.error()});
    }
    base::Result<std::string> bytes = read_all(reading.number(), end);
    if (!bytes) {
        return bytes;  // and the program is ended
    }
    if (const auto failed = failure(process->end(milliseconds(until(end))))) {
        return base::fail(*failed);
    }
    if (bytes->empty()) {
        return base::fail(Fault::io, "lyhord-poster wrote nothing");
    }
    return bytes;
}

}  // namespace lyhord::reporting
