#include "app/filters.h"

#include <fmt/format.h>

#include <charconv>
#include <iostream>

#include "anonymize/redact_lines.h"
#include "app/commands.h"
#include "app/service.h"
#include "disclosure/simulate.h"
#include "domain/files.h"
#include "store/migrations.h"
#include "themes/code_lines.h"

namespace lyhord::app {
namespace {

using base::Result;

int finish(const Result<void>& done) {
    if (done) {
        return 0;
    }
    std::cerr << CommandLine::error_line(done.error());
    return 1;
}

int redact(const Invocation& invocation, std::istream& in, std::ostream& out) {
    const Result<anonymize::Redactor> redactor = make_redactor(invocation.configuration);
    if (!redactor) {
        return finish(base::fail(redactor.error()));
    }
    return finish(anonymize::redact_lines(in, out, *redactor));
}

int code_themes(const Command& command, std::istream& in, std::ostream& out) {
    const domain::Imported<domain::Codebook> codebook = domain::CodebookFile::read(command.input);
    if (!codebook) {
        std::cerr << failed(codebook.error()).errors;
        return 1;
    }
    return finish(themes::code_lines(in, out, themes::Coder(*codebook)));
}

int simulate(const Command& command, std::istream& in, std::ostream& out) {
    const Result<disclosure::SimulateOptions> options = CommandLine::simulate_options(command);
    if (!options) {
        std::cerr << CommandLine::error_line(options.error());
        return 2;
    }
    return finish(disclosure::simulate(in, out, *options));
}

int show_configuration(const Configuration& configuration, std::ostream& out) {
    for (const Setting& setting : Configuration::settings()) {
        out << fmt::format("# {}\n{} = \"{}\"  # {}\n",
                           setting.description,
                           setting.name,
                           configuration.value(setting.name),
                           configuration.source(setting.name));
    }
    return 0;
}

}  // namespace

int run_filter(const Invocation& invocation, std::istream& in, std::ostream& out) {
    const Command& command = invocation.command;
    if (command.name == "redact") {
        return redact(invocation, in, out);
    }
    if (command.name == "themes code") {
        return code_themes(command, in, out);
    }
    if (command.name == "release simulate") {
        return simulate(command, in, out);
    }
    if (command.name == "config") {
        return show_configuration(invocation.configuration, out);
    }
    out << fmt::format("lyhord {} ({}), schema {}\n",
                       LYHORD_VERSION,
                       LYHORD_BUILD,
                       store::sqlite_migrations.back().version);
    return 0;
}

}  // namespace lyhord::app
