// Owns the names of rotated backups, "lyhord-2030-01-15.backup" and of the same day
// "lyhord-2030-01-15-2.backup", and what is found in a folder of them.
#pragma once

#include <compare>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace lyhord::operations {

struct RotatedBackup {
    base::Day day;
    int number = 1;  // of the day
    auto operator<=>(const RotatedBackup&) const = default;

    std::string file_name() const;
    // Nothing for the name of any other file.
    static std::optional<RotatedBackup> parse(std::string_view file_name);
};

// Those in the folder, oldest first; none if there is no such folder.
base::Result<std::vector<RotatedBackup>> rotated_backups(const std::filesystem::path& folder);

// Removes those of a day before `first_kept`, oldest first, but never the two newest, and only so
// many in a run that a clock which runs ahead does not take the whole history with it: what is left
// goes in the next runs. Their paths.
base::Result<std::vector<std::filesystem::path>> remove_older(const std::filesystem::path& folder,
                                                              base::Day first_kept);

}  // namespace lyhord::operations
