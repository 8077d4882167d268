#include "app/restoring.h"

#include <fstream>
#include <sstream>

#include "app/commands.h"
#include "base/clock.h"
#include "operations/restore.h"

namespace lyhord::app {

Outcome restore(const Invocation& invocation) {
    const Command& command = invocation.command;
    operations::RestoreOptions options{.backup = command.option("FILE"), .recovery_key = {}};
    if (command.has("force")) {
        options.existing = operations::ExistingDatabase::set_aside;
    }
    if (command.has("accept-missing-rows")) {
        options.missing_rows = operations::MissingRows::accept;
    }
    if (command.has("recovery-key")) {
        std::ifstream file(command.option("recovery-key"));
        std::ostringstream text;
        if (!file || !(text << file.rdbuf())) {
            return failed(CommandLine::error(base::Fault::io,
                                             "the recovery key cannot be read",
                                             command.option("recovery-key")));
        }
        options.recovery_key = text.str();
    }
    const base::Result<store::DataDirectory> directory =
        store::DataDirectory::lock(invocation.configuration.data());
    if (!directory) {
        return failed(directory.error());
    }
    const base::SystemClock clock;
    const auto report = operations::Restore(*directory, clock).run(options);
    return report ? printed(report->lines()) : failed(report.error());
}

}  // namespace lyhord::app
