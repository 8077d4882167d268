#include "faults/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/temporary_store.h"

extern char** environ;

namespace lyhord::tests {
namespace {

constexpr int patience_ms = 60'000;

// What spawn() wants: pointers to writable characters, then null.
class Words {
public:
    explicit Words(std::vector<std::string> words) : words_(std::move(words)) {
        for (std::string& word : words_) {
            pointers_.push_back(word.data());
        }
        pointers_.push_back(nullptr);
    }
    char** get() { return pointers_.data(); }

private:
    std::vector<std::string> words_;
    std::vector<char*> pointers_;
};

// This process's environment without the service's own variables, and with those of the call.
std::vector<std::string> environment_of(const ProgramCall& call) {
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string text = *variable;
        const bool replaced = call.environment.contains(text.substr(0, text.find('=')));
        if (!text.starts_with("LYHORD_") && !replaced) {
            variables.push_back(text);
        }
    }
    for (const auto& [name, value] : call.environment) {
        variables.push_back(name + "=" + value);
    }
    return variables;
}

class FileActions {
public:
    FileActions() { posix_spawn_file_actions_init(&actions_); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
    ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }

    void write_to(int descriptor, const std::string& path) {
        posix_spawn_file_actions_addopen(
            &actions_, descriptor, path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    }
    void move(int from, int to) { posix_spawn_file_actions_adddup2(&actions_, from, to); }
    void read_nothing() {
        posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    }
    const posix_spawn_file_actions_t* get() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

pid_t spawn(const ProgramCall& call, const FileActions& actions) {
    Words words(call.words);
    Words variables(environment_of(call));
    pid_t process = -1;
    const int failed = posix_spawnp(
        &process, call.words.front().c_str(), actions.get(), nullptr, words.get(), variables.get());
    EXPECT_EQ(failed, 0) << call.words.front();
    return failed == 0 ? process : -1;
}

int wait_for(pid_t process) {
    int status = 0;
    const bool ended = process > 0 && ::waitpid(process, &status, 0) == process;
    return ended && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

ProgramEnd run_program(const ProgramCall& call) {
    const TemporaryFolder folder;
    const std::filesystem::path output = folder.path() / "output";
    const std::filesystem::path errors = folder.path() / "errors";
    FileActions actions;
    actions.read_nothing();
    actions.write_to(STDOUT_FILENO, output.string());
    actions.write_to(STDERR_FILENO, errors.string());
    ProgramEnd end;
    end.exit_code = wait_for(spawn(call, actions));
    end.output = content_of(output);
    end.errors = content_of(errors);
    return end;
}

RunningProgram::RunningProgram(const ProgramCall& call, const std::string& errors) {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    FileActions actions;
    actions.read_nothing();
    actions.move(ends[1], STDOUT_FILENO);
    actions.write_to(STDERR_FILENO, errors);
    for (std::size_t i = 0; i < call.sockets.size(); ++i) {
        actions.move(call.sockets[i], STDERR_FILENO + 1 + static_cast<int>(i));
    }
    process_ = spawn(call, actions);
    ::close(ends[1]);
    output_ = ends[0];
}

RunningProgram::~RunningProgram() {
    kill();
    ::close(output_);
}

std::string RunningProgram::read_until(const std::string& words) {
    std::string text;
    while (text.find(words) == std::string::npos || !text.ends_with('\n')) {
        pollfd waited{.fd = output_, .events = POLLIN, .revents = 0};
        char bytes[4096];
        const ssize_t got =
            ::poll(&waited, 1, patience_ms) == 1 ? ::read(output_, bytes, sizeof bytes) : 0;
        if (got <= 0) {
            ADD_FAILURE() << "the program never said '" << words << "', but: " << text;
            break;
        }
        text.append(bytes, static_cast<std::size_t>(got));
    }
    return text;
}

int RunningProgram::stop() { return end_with(SIGTERM); }

void RunningProgram::kill() { end_with(SIGKILL); }

int RunningProgram::end_with(int signal) {
    if (process_ <= 0) {
        return -1;
    }
    ::kill(process_, signal);
    const int code = wait_for(process_);
    process_ = -1;
    return code;
}

void RunningProgram::signal(int number) const { ::kill(process_, number); }

std::int64_t RunningProgram::resident_bytes() const {
    std::ifstream statm("/proc/" + std::to_string(process_) + "/statm");
    std::int64_t all = 0;
    std::int64_t resident = 0;
    statm >> all >> resident;
    EXPECT_GT(resident, 0);
    return resident * ::sysconf(_SC_PAGESIZE);
}

}  // namespace lyhord::tests
