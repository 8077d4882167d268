#include "app/monitoring/alarm_delivery.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <optional>
#include <sstream>
#include <vector>

#include "app/descriptor.h"
#include "app/place.h"
#include "base/child_process.h"
#include "base/unix_address.h"

namespace lyhord::app {
namespace {

using Patience = std::chrono::milliseconds;

std::vector<std::string> words_of(const std::string& command) {
    std::istringstream text(command);
    std::vector<std::string> words;
    for (std::string word; text >> word;) {
        words.push_back(word);
    }
    return words;
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
    writing.close();
    if (!is_written) {
        return false;
    }
    auto process =
        base::ChildProcess::start({.words = std::move(words), .input = reading.number()});
    return process && process->end(patience).is_good();
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
