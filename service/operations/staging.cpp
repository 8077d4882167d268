#include "operations/staging.h"

#include <string_view>
#include <vector>

#include "base/random.h"

namespace lyhord::operations {
namespace {

using store::DataDirectory;

constexpr std::string_view staging_prefix = ".staging-";

base::Result<void> remove_folder(const std::filesystem::path& folder) {
    std::error_code failure;
    std::filesystem::remove_all(folder, failure);
    if (failure) {
        return base::fail(
            DataDirectory::error(base::Fault::io, "cannot remove the folder", folder));
    }
    return {};
}

}  // namespace

Staging::Staging(DataDirectory directory)
    : directory_(std::make_unique<DataDirectory>(std::move(directory))) {}

Staging::~Staging() {
    if (directory_ != nullptr) {
        // What cannot be removed now is removed as abandoned the next time.
        static_cast<void>(remove_folder(directory_->path()));
    }
}

base::Result<Staging> Staging::make(const DataDirectory& directory) {
    return make_in(directory.path());
}

base::Result<Staging> Staging::make_in(const std::filesystem::path& data) {
    base::SystemRandom random;
    base::Result<DataDirectory> locked =
        DataDirectory::lock(data / (std::string(staging_prefix) + base::hex(random.id())));
    if (!locked) {
        return base::fail(locked.error());
    }
    return Staging(std::move(*locked));
}

std::filesystem::path Staging::folder(const DataDirectory& directory, const std::string& name) {
    const bool is_ours =
        name.starts_with(staging_prefix) && std::filesystem::path(name).filename() == name;
    return is_ours ? directory.path() / name : std::filesystem::path{};
}

base::Result<void> Staging::remove_abandoned(const DataDirectory& directory) {
    const base::Result<std::vector<std::string>> names = store::names_in(directory.path());
    if (!names) {
        return base::fail(names.error());
    }
    for (const std::string& name : *names) {
        if (!name.starts_with(staging_prefix)) {
            continue;
        }
        const std::filesystem::path folder = directory.path() / name;
        const base::Result<DataDirectory> locked = DataDirectory::lock(folder);
        if (!locked && locked.error().fault() == base::Fault::busy) {
            continue;  // at work
        }
        if (const base::Result<void> gone = remove_folder(folder); !gone) {
            return gone;
        }
    }
    return {};
}

}  // namespace lyhord::operations
