#include "operations/rotation.h"

#include <algorithm>
#include <charconv>

#include "base/limits.h"
#include "base/log/log.h"
#include "operations/file_names.h"
#include "store/data_directory.h"
#include "store/durable_file.h"

namespace lyhord::operations {
namespace {

using store::DataDirectory;

constexpr std::string_view prefix = "lyhord-";
constexpr std::size_t day_characters = 10;

void tell(base::Literal event, std::size_t count) {
    base::log::warning(event,
                       {.number = static_cast<std::int64_t>(count), .pointer = {}, .subject = {}});
}

}  // namespace

std::string RotatedBackup::file_name() const {
    return std::string(prefix) + day.text() + (number > 1 ? "-" + std::to_string(number) : "") +
           std::string(backup_suffix);
}

std::optional<RotatedBackup> RotatedBackup::parse(std::string_view file_name) {
    if (file_name.size() < prefix.size() + day_characters + backup_suffix.size()) {
        return std::nullopt;
    }
    const std::string_view middle =
        file_name.substr(prefix.size(), file_name.size() - prefix.size() - backup_suffix.size());
    const std::optional<base::Day> day = base::Day::parse(middle.substr(0, day_characters));
    if (!day) {
        return std::nullopt;
    }
    RotatedBackup parsed{.day = *day, .number = 1};
    if (middle.size() > day_characters + 1) {
        std::from_chars(
            middle.data() + day_characters + 1, middle.data() + middle.size(), parsed.number);
    }
    return parsed.file_name() == file_name ? std::optional(parsed) : std::nullopt;
}

base::Result<std::vector<RotatedBackup>> rotated_backups(const std::filesystem::path& folder) {
    std::vector<RotatedBackup> found;
    std::error_code failure;
    if (!std::filesystem::exists(folder, failure) && !failure) {
        return found;
    }
    const base::Result<std::vector<std::string>> names = store::names_in(folder);
    if (!names) {
        return base::fail(names.error());
    }
    for (const std::string& name : *names) {
        if (const auto parsed = RotatedBackup::parse(name)) {
            found.push_back(*parsed);
        }
    }
    std::ranges::sort(found);
    return found;
}

base::Result<std::vector<std::filesystem::path>> remove_older(const std::filesystem::path& folder,
                                                              base::Day first_kept) {
    base::Result<std::vector<RotatedBackup>> found = rotated_backups(folder);
    std::vector<std::filesystem::path> removed;
    if (!found) {
        return base::fail(found.error());
    }
    found->resize(found->size() - std::min<std::size_t>(found->size(), 2));
    std::erase_if(*found, [&](const RotatedBackup& backup) { return backup.day >= first_kept; });
    if (found->size() > base::limits::backups_removed_at_once) {
        tell(
            "the clock may be ahead: so many more backups seem to be too old, and go in the next "
            "runs",
            found->size() - base::limits::backups_removed_at_once);
        found->resize(base::limits::backups_removed_at_once);
    }
    for (const RotatedBackup& backup : *found) {
        const std::filesystem::path file = folder / backup.file_name();
        std::error_code failure;
        std::filesystem::remove(file, failure);
        if (failure) {
            return base::fail(
                DataDirectory::error(base::Fault::io, "cannot remove the old backup", file));
        }
        removed.push_back(file);
    }
    if (removed.empty()) {
        return removed;
    }
    const base::Result<void> durable = store::DurableFile::sync_folder(folder);
    return durable ? base::Result<std::vector<std::filesystem::path>>(removed)
                   : base::fail(durable.error());
}

}  // namespace lyhord::operations
