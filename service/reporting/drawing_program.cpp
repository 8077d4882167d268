#include "reporting/drawing_program.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace lyhord::reporting {
namespace {

using Clock = std::chrono::steady_clock;

using base::Fault;

constexpr base::Literal too_slow = "the program that draws took too long";

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

// A file without a name, so that nothing has to be written while the program may have ended.
int file_with(std::string_view text) {
    const int file = ::memfd_create("drawing", MFD_CLOEXEC);
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
base::Result<std::string> read_all(int output, Clock::time_point end, const DrawingJob& job) {
    const base::ErrorDetails which{
        .number = {}, .pointer = {}, .subject = base::OperatorText(job.name)};
    std::string bytes;
    std::array<char, 16 * 1024> part{};
    for (;;) {
        const auto left = milliseconds(until(end)).count();
        pollfd waited{.fd = output, .events = POLLIN, .revents = 0};
        if (left == 0 || ::poll(&waited, 1, static_cast<int>(left)) != 1) {
            return base::fail(Fault::io, too_slow, which);
        }
        const ssize_t count = ::read(output, part.data(), part.size());
        if (count < 0) {
            return base::fail(Fault::io, "what was drawn could not be read", which);
        }
        if (count == 0) {
            return bytes;
        }
        bytes.append(part.data(), static_cast<std::size_t>(count));
        if (bytes.size() > job.output_bytes_max) {
            return base::fail(Fault::io, "the program that draws wrote more than it may", which);
        }
    }
}

}  // namespace

std::filesystem::path installed_program(std::string_view name) {
    std::error_code ignored;
    const auto here = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
    const auto beside = here / name;
    return std::filesystem::exists(beside, ignored) ? beside : here / "../lib/lyhord" / name;
}

base::Result<Drawn> run_drawing(const DrawingJob& job, const DrawingProgram& program) {
    const Clock::time_point end = Clock::now() + program.patience;
    const base::ErrorDetails which{
        .number = {}, .pointer = {}, .subject = base::OperatorText(job.name)};
    const auto failed = [&](base::Literal message, std::optional<std::int64_t> number = {}) {
        base::ErrorDetails details = which;
        details.number = number;
        return base::fail(Fault::io, message, std::move(details));
    };
    const OwnDescriptor input(file_with(job.input));
    std::array<int, 2> ends{-1, -1};
    if (input.number() < 0 || ::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return failed("what is to be drawn could not be handed over", errno);
    }
    const OwnDescriptor reading(ends[0]);
    OwnDescriptor writing(ends[1]);
    std::vector<std::string> words{
        (program.path.empty() ? installed_program(job.name.view()) : program.path).string()};
    words.insert(words.end(), job.arguments.begin(), job.arguments.end());
    // Without an environment: fontconfig would look for a person's settings.
    auto process = base::ChildProcess::start({.words = std::move(words),
                                              .input = input.number(),
                                              .output = writing.number(),
                                              .keeps_errors = true,
                                              .keeps_environment = false});
    writing.close();
    if (!process) {
        return failed("the program that draws could not be started", process.error());
    }
    base::Result<std::string> bytes = read_all(reading.number(), end, job);
    if (!bytes) {
        return base::fail(bytes.error());  // and the program is ended
    }
    const base::ChildEnd ended = process->end(milliseconds(until(end)));
    if (ended.took_too_long) {
        return failed(too_slow);
    }
    if (ended.signal != 0) {
        return failed("the program that draws was ended by a signal", ended.signal);
    }
    if (ended.status == 0 && bytes->empty()) {
        return failed("the program that draws wrote nothing");
    }
    return Drawn{.output = std::move(*bytes), .status = ended.status};
}

}  // namespace lyhord::reporting
