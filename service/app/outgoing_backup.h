// Owns `lyhord backup FILE`. The service may be able to write in its data directory only, and the
// owner of that, whom root becomes, not where FILE is to be: so the backup is made inside the data
// directory, and copied into a file that the caller has opened.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>

#include "app/command_line.h"
#include "app/descriptor.h"
#include "base/result.h"

namespace lyhord::app {

class OutgoingBackup {
public:
    using Run = std::function<Outcome(const Invocation&)>;

    // As the caller: opens "FILE.partial". conflict: there is a FILE. io: it cannot be written.
    static base::Result<OutgoingBackup> open(const std::filesystem::path& file);

    // 0 in the process that is to fill it; its number in the other; below 0: there is none.
    static pid_t fork_filler();
    // As the owner of the data directory: lets `run` make the backup, and copies it.
    Outcome fill(const Invocation& invocation, const Run& run) const;
    // As the caller again: when the process that fills it has ended well, FILE appears whole.
    // Otherwise nothing stays. Its exit code, and an error if FILE could not get its name.
    Outcome place(pid_t filling) const;

private:
    OutgoingBackup(std::filesystem::path file, Descriptor partial)
        : file_(std::move(file)), partial_(std::move(partial)) {}
    std::filesystem::path partial_file() const;

    std::filesystem::path file_;
    Descriptor partial_;
};

}  // namespace lyhord::app
