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

using anonymize::NameLists;
using anonymize::OwnNames;
using base::Result;

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
    for (const std::int64_t line : list->lines_without_count) {
        told.push_back(fmt::format("{}: row {}: no count; left out", file, line));
    }
    const std::size_t more = list->rows_without_count - list->lines_without_count.size();
    if (more > 0) {
        told.push_back(fmt::format("{}: {} more rows without a count; left out", file, more));
    }
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

// What `read` makes of the imported file's text; as of no names if there is no file.
template <typename Value>
Result<Value> of_file(const std::filesystem::path& path, Result<Value> (*read)(std::string_view)) {
    std::error_code missing;
    const std::uintmax_t size = std::filesystem::file_size(path, missing);
    const Result<base::Bytes> bytes =
        store::DurableFile::read(path, missing ? 0 : static_cast<std::size_t>(size));
    if (!bytes && bytes.error().fault() == base::Fault::not_found) {
        return Value();
    }
    if (!bytes) {
        return base::fail(bytes.error());
    }
    Result<Value> value = read(base::as_text(*bytes));
    if (!value) {
        return base::fail(store::DataDirectory::error(
            value.error().fault(),
            "the imported names are damaged: import given names and surnames again (`lyhord names "
            "import`), or remove the file to go on without them",
            path));
    }
    return value;
}

// The lists to store: of a kind that was not imported now, what was there.
Result<NameLists> completed(const std::filesystem::path& path, const NameImport& import) {
    if (import.has_given && import.has_surnames) {
        return import.lists;
    }
    Result<NameLists> lists = of_file<NameLists>(path, OwnNames::lists_of);
    if (lists && import.has_given) {
        lists->given = import.lists.given;
    }
    if (lists && import.has_surnames) {
        lists->surnames = import.lists.surnames;
    }
    return lists;
}

std::string_view origin(bool is_new) { return is_new ? "imported" : "kept from before"; }

}  // namespace

std::variant<NameImport, Outcome> read_name_files(const Command& command) {
    if (!command.has("given") && !command.has("surnames")) {
        return wrong_use("say which files: --given FILE..., --surnames FILE..., or both");
    }
    NameImport import{.lists = {},
                      .has_given = command.has("given"),
                      .has_surnames = command.has("surnames"),
                      .told = {}};
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
    const std::filesystem::path path = store::DataDirectory::own_names_in(data);
    const Result<NameLists> lists = completed(path, import);
    if (!lists) {
        return failed(lists.error());
    }
    const std::string text = OwnNames::text_of(*lists);
    if (const auto names = OwnNames::read(text); !names) {
        return failed(names.error());
    }
    if (const auto stored = store::DurableFile::replace(path, base::as_bytes(text)); !stored) {
        return failed(stored.error());
    }
    std::vector<std::string> lines = import.told;
    lines.push_back(
        fmt::format("there are {} given names ({}) and {} surnames ({}); they count when the "
                    "service starts the next time",
                    lists->given.size(),
                    origin(import.has_given),
                    lists->surnames.size(),
                    origin(import.has_surnames)));
    return printed(lines);
}

Result<OwnNames> imported_names(const std::filesystem::path& data) {
    return of_file<OwnNames>(store::DataDirectory::own_names_in(data), OwnNames::read);
}

}  // namespace lyhord::app
