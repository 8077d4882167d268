// Owns `lyhord names import`: published lists of names become the data directory's file of own
// names, which the service reads when it starts.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "anonymize/own_names.h"
#include "app/command.h"

namespace lyhord::app {

struct NameImport {
    anonymize::NameLists lists;
    std::vector<std::string> told;  // one line a file: what was taken of it
};

// Reads the files of --given and --surnames, as who called: before root becomes the owner of the
// data. Else what is wrong, with file and line.
std::variant<NameImport, Outcome> read_name_files(const Command& command);

// Puts them in the place of those that were imported before.
Outcome store_names(const std::filesystem::path& data, const NameImport& import);

}  // namespace lyhord::app
