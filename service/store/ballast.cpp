#include "store/ballast.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <utility>

#include "base/log/log.h"
#include "store/data_directory.h"

namespace lyhord::store {
namespace {

using base::Fault;
using base::Result;

constexpr std::uint64_t block_bytes = 512;  // of stat(2)

std::unexpected<base::Error> no_room(const std::filesystem::path& file) {
    return std::unexpected(
        DataDirectory::error(Fault::unavailable, "the disk has no room for the ballast", file));
}

}  // namespace

std::optional<std::uint64_t> free_bytes(const std::filesystem::path& place) {
    struct statvfs disk{};
    if (::statvfs(place.c_str(), &disk) != 0) {
        return std::nullopt;
    }
    return std::uint64_t{disk.f_bavail} * disk.f_frsize;
}

Result<void> Ballast::keep(std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    bytes_ = bytes;
    if (bytes == 0) {
        ::unlink(file_.c_str());
        released_ = false;
        return {};
    }
    const Result<void> made = is_whole(bytes) ? Result<void>{} : make(bytes);
    const bool was_released = released_.exchange(!made);
    if (was_released && made) {
        base::log::info("the disk has room again: answers are taken");
    }
    if (!was_released && !made) {
        base::log::error(made.error());
    }
    return made;
}

void Ballast::release() {
    const std::lock_guard lock(mutex_);
    if (bytes_ == 0 || released_) {
        return;
    }
    ::unlink(file_.c_str());
    released_ = true;
    base::log::warning(
        "the disk is full: the ballast was released, so that texts can be removed and answers "
        "counted; no answer is taken until there is room");
}

// A file that ends early or has holes is what a kill or a copy left.
bool Ballast::is_whole(std::uint64_t bytes) const {
    struct stat seen{};
    return ::stat(file_.c_str(), &seen) == 0 && std::cmp_equal(seen.st_size, bytes) &&
           std::cmp_greater_equal(static_cast<std::uint64_t>(seen.st_blocks) * block_bytes, bytes);
}

Result<void> Ballast::make(std::uint64_t bytes) {
    ::unlink(file_.c_str());
    const auto available = free_bytes(file_.parent_path());
    if (!available || *available < bytes + bytes / 2) {
        return no_room(file_);
    }
    const int file = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        return no_room(file_);
    }
    const bool has_room = ::posix_fallocate(file, 0, static_cast<off_t>(bytes)) == 0;
    ::close(file);
    if (!has_room) {
        ::unlink(file_.c_str());
        return no_room(file_);
    }
    return {};
}

}  // namespace lyhord::store
