#include "app/restoring.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "app/commands.h"
#include "base/clock.h"
#include "operations/restore.h"

namespace lyhord::app {
namespace {

using operations::Staging;
using std::filesystem::path;

// The backup where it can be read by its name, which the database engine needs.
struct NamedBackup {
    std::optional<Staging> copy;  // removed with it
    path file;
};

base::Result<NamedBackup> named(const RestoreFiles& files,
                                const path& file,
                                const store::DataDirectory& directory) {
    if (::access(file.c_str(), R_OK) == 0) {
        return NamedBackup{.copy = std::nullopt, .file = file};
    }
    base::Result<Staging> staging = Staging::make_in(directory.path());
    if (!staging) {
        return base::fail(staging.error());
    }
    const path copy = staging->directory().path() / file.filename();
    const Descriptor to(
        ::open(copy.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (to.number() < 0 || !copy_whole(files.backup, to)) {
        return base::fail(store::DataDirectory::error(
            base::Fault::io, "the backup cannot be copied into the data directory", copy));
    }
    return NamedBackup{.copy = std::move(*staging), .file = copy};
}

}  // namespace

base::Result<RestoreFiles> open_restore_files(const Command& command) {
    const std::string& backup = command.option("FILE");
    RestoreFiles files{.backup = Descriptor(::open(backup.c_str(), O_RDONLY | O_CLOEXEC)),
                       .recovery_key = {}};
    if (files.backup.number() < 0) {
        return base::fail(
            CommandLine::error(base::Fault::io, "the backup cannot be read by this user", backup));
    }
    if (command.has("recovery-key")) {
        std::ifstream file(command.option("recovery-key"));
        std::ostringstream text;
        if (!file || !(text << file.rdbuf())) {
            return base::fail(CommandLine::error(base::Fault::io,
                                                 "the recovery key cannot be read by this user",
                                                 command.option("recovery-key")));
        }
        files.recovery_key = text.str();
    }
    return files;
}

Outcome restore(const Invocation& invocation, const RestoreFiles& files) {
    const Command& command = invocation.command;
    const base::Result<store::DataDirectory> directory =
        store::DataDirectory::lock(invocation.configuration.data());
    if (!directory) {
        return failed(directory.error());
    }
    const base::Result<NamedBackup> backup = named(files, command.option("FILE"), *directory);
    if (!backup) {
        return failed(backup.error());
    }
    operations::RestoreOptions options{.backup = backup->file, .recovery_key = files.recovery_key};
    if (command.has("force")) {
        options.existing = operations::ExistingDatabase::set_aside;
    }
    if (command.has("accept-missing-rows")) {
        options.missing_rows = operations::MissingRows::accept;
    }
    if (command.has("accept-lost-comments")) {
        options.lost_comments = operations::LostComments::accept;
    }
    const base::SystemClock clock;
    const auto report = operations::Restore(*directory, clock).run(options);
    return report ? printed(report->lines()) : failed(report.error());
}

}  // namespace lyhord::app
