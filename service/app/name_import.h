// Owns `lyhord names import`: published lists of names become the data directory's file of own
// names, which the service reads when it starts.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "anonymize/own_names.h"
#include "app/command.h"
#include "base/result.h"

namespace lyhord::app {

struct NameImport {
    anonymize::NameLists lists;
    bool has_given = false;
    bool has_surnames = false;
    std::vector<std::string> told;  // of each file what was taken of it, and which rows were not
};

// Reads the files of --given and --surnames, as who called: before root becomes the owner of the
// data. Else what is wrong, with file and line.
std::variant<NameImport, Outcome> read_name_files(const Command& command);

// Puts them in the place of those that were imported before; a kind of which there is no file is
// kept as it was.
Outcome store_names(const std::filesystem::path& data, const NameImport& import);

// What was imported into a data directory; nothing if nothing was. io: not for this user; corrupt
// or too_large: with the path, and what to do.
base::Result<anonymize::OwnNames> imported_names(const std::filesystem::path& data);

}  // namespace lyhord::app
