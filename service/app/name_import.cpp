#include "app/name_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "anonymize/name_list.h"
#include "app/commands.h"
#include "base/bytes.h"
#include "store/data_directory.h"
#include "store/durable_file.h"

namespace lyhord::app {
namespace {

Outcome failed_in(const std::string& file, std::string_view why) {
    return {.exit_code = 1, .output = {}, .errors = fmt::format("lyhord: {}: {}\n", file, why)};
}

// Adds the names of one file to a list; what is wrong with it, if anything.
std::optional<Outcome> add_file(const std::string& file,
                                std::vector<std::string>& names,
                                std::vector<std::string>& told) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    if (!in || !(bytes << in.rdbuf())) {
        return failed_in(file, "the file cannot be read by this user, or is empty");
    }
    const auto list = anonymize::read_name_list(bytes.view());
    if (!list) {
        return failed_in(file, list.error().line());
    }
    names.insert(names.end(), list->names.begin(), list->names.end());
    told.push_back(
        fmt::format("{}: {} names; {} kept apart, which are words or places; {} lines "
                    "skipped, which hold no name",
                    file,
                    list->names.size(),
                    list->kept_apart,
                    list->lines_skipped));
    return std::nullopt;
}

std::optional<Outcome> add_files(const std::string& files,
                                 std::vector<std::string>& names,
                                 std::vector<std::string>& told) {
    std::istringstream lines(files);
    for (std::string file; std::getline(lines, file);) {
        if (std::optional<Outcome> wrong = add_file(file, names, told)) {
            return wrong;
        }
    }
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return std::nullopt;
}

}  // namespace

std::variant<NameImport, Outcome> read_name_files(const Command& command) {
    if (!command.has("given") && !command.has("surnames")) {
        return wrong_use("say which files: --given FILE..., --surnames FILE..., or both");
    }
    NameImport import;
    if (auto wrong = add_files(command.option("given"), import.lists.given, import.told)) {
        return *wrong;
    }
    if (auto wrong = add_files(command.option("surnames"), import.lists.surnames, import.told)) {
        return *wrong;
    }
    return import;
}

Outcome store_names(const std::filesystem::path& data, const NameImport& import) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(data, ignored)) {
        return failed(store::DataDirectory::error(
            base::Fault::not_found, "there is no data directory", data));
    }
    const std::string text = anonymize::OwnNames::text_of(import.lists);
    const auto names = anonymize::OwnNames::read(text);
    if (!names) {
        return failed(names.error());
    }
    const auto stored =
        store::DurableFile::replace(store::DataDirectory::own_names_in(data), base::as_bytes(text));
    if (!stored) {
        return failed(stored.error());
    }
    std::vector<std::string> lines = import.told;
    lines.push_back(
        fmt::format("{} names are there, in the place of those imported before; they "
                    "count when the service starts the next time",
                    names->size()));
    return printed(lines);
}

}  // namespace lyhord::app
