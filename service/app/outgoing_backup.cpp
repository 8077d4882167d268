#include "app/outgoing_backup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "app/commands.h"
#include "operations/file_names.h"
#include "operations/staging.h"
#include "store/durable_file.h"

namespace lyhord::app {
namespace {

using base::Fault;
using base::Result;
using operations::Staging;
using std::filesystem::path;

path partial_of(path file) { return file += operations::partial_suffix; }

std::string with_name(std::string output, const std::string& made, const std::string& file) {
    const std::size_t at = output.find(made);
    return at == std::string::npos ? output : output.replace(at, made.size(), file);
}

// 1 if a signal ended it, or if nobody knows how it ended.
int exit_code_of(pid_t process) {
    int status = 0;
    pid_t ended = -1;
    do {
        ended = ::waitpid(process, &status, 0);
    } while (ended < 0 && errno == EINTR);
    return ended == process && WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

}  // namespace

path OutgoingBackup::partial_file() const { return partial_of(file_); }

Result<OutgoingBackup> OutgoingBackup::open(const path& file) {
    std::error_code failure;
    if (std::filesystem::exists(file, failure)) {
        return base::fail(
            store::DataDirectory::error(Fault::conflict, "the file exists already", file));
    }
    const path partial = partial_of(file);
    // A new file, or another user who may write there could read what is written.
    std::filesystem::remove(partial, failure);
    Descriptor opened(
        ::open(partial.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (opened.number() < 0) {
        return base::fail(
            store::DataDirectory::error(Fault::io, "this user cannot write the backup", file));
    }
    return OutgoingBackup(file, std::move(opened));
}

Outcome OutgoingBackup::fill(const Invocation& invocation, const Run& run) const {
    const path data = std::filesystem::absolute(invocation.configuration.data());
    std::error_code failure;
    if (!std::filesystem::is_directory(data, failure)) {
        return failed(
            store::DataDirectory::error(Fault::not_found, "there is no data directory", data));
    }
    const Result<Staging> staging = Staging::make_in(data);
    if (!staging) {
        return failed(staging.error());
    }
    const path made = staging->directory().path() / file_.filename();
    Invocation inside = invocation;
    inside.command.options["FILE"] = made.string();
    Outcome outcome = run(inside);
    if (outcome.exit_code != 0) {
        return outcome;
    }
    const Descriptor backup(::open(made.c_str(), O_RDONLY | O_CLOEXEC));
    if (backup.number() < 0 || !copy_whole(backup, partial_) || !is_same(backup, partial_)) {
        return failed(store::DataDirectory::error(Fault::io, "the backup cannot be copied", file_));
    }
    outcome.output = with_name(std::move(outcome.output), made.string(), file_.string());
    return outcome;
}

pid_t OutgoingBackup::fork_filler() {
    // One that is ignored, as a parent may hand it down, takes a child's exit code away.
    std::signal(SIGCHLD, SIG_DFL);
    const pid_t filler = ::fork();
    if (filler != 0) {
        // Ctrl-C ends the one that makes the backup; the other tidies up.
        std::signal(SIGINT, SIG_IGN);
        std::signal(SIGQUIT, SIG_IGN);
        std::signal(SIGHUP, SIG_IGN);
    }
    return filler;
}

Outcome OutgoingBackup::place(pid_t filling) const {
    Outcome outcome =
        filling < 0 ? failed(base::Error(Fault::internal, "no second process could be started"))
                    : Outcome{.exit_code = exit_code_of(filling)};
    std::error_code failure;
    if (outcome.exit_code == 0) {
        std::filesystem::rename(partial_file(), file_, failure);
        const Result<void> durable = store::DurableFile::sync_folder(file_.parent_path());
        if (!failure && durable) {
            return outcome;
        }
        outcome =
            failed(store::DataDirectory::error(Fault::io, "the backup cannot be named", file_));
    }
    std::filesystem::remove(partial_file(), failure);
    return outcome;
}

}  // namespace lyhord::app
