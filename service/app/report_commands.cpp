// `lyhord report rebuild`: the files of a round again, byte for byte.
#include "app/commands.h"
#include "base/bytes.h"
#include "base/whole_number.h"
#include "reporting/report_package.h"

namespace lyhord::app {
namespace {

// The zip file as base64url: an outcome is text.
Outcome rebuild_report(Service& service, const Command& command) {
    std::optional<std::int64_t> number;
    if (command.has("round")) {
        number = base::whole_number(command.option("round"));
        if (!number || *number < 1) {
            return wrong_use("--round must be a whole number above 0");
        }
    }
    const auto released = service.reports.released(command.option("SLUG"), number);
    if (!released) {
        return failed(released.error());
    }
    const reporting::ReportWords words(
        [&service](std::string_view key) { return service.pages.text("sv", key); });
    const auto package = reporting::report_package(reporting::make_report(*released, words), words);
    return package ? printed(base::base64url(base::as_bytes(*package))) : failed(package.error());
}

}  // namespace

Outcome rebuilt_report(const Outcome& encoded) {
    const auto bytes = base::from_base64url(encoded.output);
    if (encoded.exit_code != 0 || !bytes) {
        return encoded;
    }
    return printed(std::string(base::as_text(*bytes)));
}

std::span<const CommandEntry> report_commands() {
    static constexpr CommandEntry entries[] = {{"report rebuild", rebuild_report}};
    return entries;
}

}  // namespace lyhord::app
