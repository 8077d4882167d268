// Owns ChildProcess: another program, run for a moment, without a shell. It leads a process group
// of its own, has no signal blocked or ignored, and is ended with all that it has started.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace lyhord::base {

struct ChildOptions {
    std::vector<std::string> words;  // the program, by its path or looked up in PATH, and the rest
    int input = -1;                  // descriptors
    int output = -1;                 // none: nobody reads it
    bool keeps_errors = false;       // what it says goes where this program's own errors go
    bool keeps_environment = true;   // otherwise it has none
};

struct ChildEnd {
    bool took_too_long = false;
    int signal = 0;  // that ended it, if one did
    int status = 0;  // its exit status, if it ended by itself

    bool is_good() const { return !took_too_long && signal == 0 && status == 0; }
};

class ChildProcess {
public:
    // Otherwise errno.
    static std::expected<ChildProcess, int> start(ChildOptions options);
    ChildProcess(ChildProcess&& other) noexcept : process_(std::exchange(other.process_, -1)) {}
    ChildProcess& operator=(ChildProcess&&) = delete;
    ~ChildProcess();  // killed, if nobody has waited for its end

    // Its end; once. Killed if it has not ended by then.
    ChildEnd end(std::chrono::milliseconds patience);

private:
    explicit ChildProcess(pid_t process) : process_(process) {}
    ChildEnd reap();

    pid_t process_;
};

}  // namespace lyhord::base
