#include "app/filters.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "anonymize/redact_lines.h"
#include "app/commands.h"
#include "app/name_import.h"
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

// Of a data directory that this user may not read, the own names are left out, and that is told.
Result<anonymize::OwnNames> names_for_this_user(const std::filesystem::path& data) {
    Result<anonymize::OwnNames> names = imported_names(data);
    if (names || names.error().fault() != base::Fault::io) {
        return names;
    }
    std::cerr << CommandLine::error_line(names.error())
              << "lyhord: so names that were imported there are not looked for, and texts may keep "
                 "what the service masks: run this as root or as the user that owns "
              << data.string() << "\n";
    return anonymize::OwnNames();
}

int redact(const Invocation& invocation, std::istream& in, std::ostream& out) {
    Result<anonymize::OwnNames> names = names_for_this_user(invocation.configuration.data());
    if (!names) {
        return finish(base::fail(names.error()));
    }
    const Result<anonymize::Redactor> redactor =
        make_redactor(invocation.configuration, std::move(*names));
    if (!redactor) {
        return finish(base::fail(redactor.error()));
    }
    return finish(anonymize::redact_lines(in, out, *redactor));
}

int code_themes(const Invocation& invocation, std::istream& in, std::ostream& out) {
    const auto codebook = domain::CodebookFile::read(invocation.command.input);
    if (!codebook) {
        std::cerr << failed(codebook.error()).errors;
        return 1;
    }
    return finish(themes::code_lines(in, out, themes::Coder(*codebook)));
}

int simulate(const Invocation& invocation, std::istream& in, std::ostream& out) {
    const auto options = CommandLine::simulate_options(invocation.command);
    if (!options) {
        std::cerr << CommandLine::error_line(options.error());
        return 2;
    }
    return finish(disclosure::simulate(in, out, *options));
}

int show_configuration(const Invocation& invocation, std::istream&, std::ostream& out) {
    for (const Setting& setting : Configuration::settings()) {
        out << fmt::format("# {}\n{} = \"{}\"  # {}\n",
                           setting.description,
                           setting.name,
                           invocation.configuration.value(setting.name),
                           invocation.configuration.source(setting.name));
    }
    return 0;
}

int show_version(const Invocation&, std::istream&, std::ostream& out) {
    out << fmt::format("lyhord {} ({}), schema {}\n",
                       LYHORD_VERSION,
                       LYHORD_BUILD,
                       store::sqlite_migrations.back().version);
    return 0;
}

struct Filter {
    std::string_view name;
    int (*run)(const Invocation&, std::istream&, std::ostream&);
};

constexpr Filter filters[] = {{"redact", redact},
                              {"themes code", code_themes},
                              {"release simulate", simulate},
                              {"config", show_configuration},
                              {"version", show_version}};

}  // namespace

std::optional<int> run_filter(const Invocation& invocation, std::istream& in, std::ostream& out) {
    const auto* const found = std::ranges::find(filters, invocation.command.name, &Filter::name);
    if (found == std::end(filters) || invocation.command.has("stored")) {
        return std::nullopt;
    }
    return found->run(invocation, in, out);
}

}  // namespace lyhord::app
