// Owns running programs: one that ends, and one that serves until it is stopped or killed.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace lyhord::tests {

struct ProgramCall {
    std::vector<std::string> words;  // the program first
    std::map<std::string, std::string> environment;
    std::vector<int> sockets = {};  // its descriptors from 3 on
};

struct ProgramEnd {
    int exit_code = -1;  // -1: it could not be run, or a signal ended it
    std::string output;
    std::string errors;
};

// Runs it to its end.
ProgramEnd run_program(const ProgramCall& call);

// A program that goes on; killed when this goes.
class RunningProgram {
public:
    // Its standard error is appended to the file `errors`.
    RunningProgram(const ProgramCall& call, const std::string& errors);
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;
    ~RunningProgram();

    // Reads standard output up to a line with `words`: all of it so far. Fails the test, and
    // returns what there was, if the program ends first or is silent for a minute.
    std::string read_until(const std::string& words);
    // The exit code, or -1 if a signal ended it.
    int stop();
    void kill();
    void signal(int number) const;
    // Of memory that it has now.
    std::int64_t resident_bytes() const;

private:
    int end_with(int signal);

    pid_t process_ = -1;
    int output_ = -1;
};

}  // namespace lyhord::tests
