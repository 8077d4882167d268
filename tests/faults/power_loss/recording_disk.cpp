#include "faults/power_loss/recording_disk.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "support/hidden.h"
#include "support/open_hook.h"

namespace lyhord::tests {
namespace {

using std::filesystem::path;
using Kind = DiskChange::Kind;

// Held while a change is made, so that the record has the order of the changes.
struct Record {
    std::mutex mutex;
    bool is_on = false;
    path folder;
    std::vector<DiskChange> changes;
    std::map<std::pair<dev_t, ino_t>, int> files;
    int files_made = 0;

    // Relative to the folder; nothing for what is elsewhere.
    std::optional<path> inside(const char* name) const {
        const path relative = is_on ? path(name).lexically_relative(folder) : path();
        const bool is_elsewhere = relative.empty() || *relative.begin() == "..";
        return is_elsewhere ? std::nullopt : std::optional(relative);
    }
    std::optional<int> file(int descriptor) const {
        struct stat status{};
        if (!is_on || ::fstat(descriptor, &status) != 0) {
            return std::nullopt;
        }
        const auto known = files.find({status.st_dev, status.st_ino});
        return known == files.end() ? std::nullopt : std::optional(known->second);
    }
    int remember_new(const struct stat& status, const path& name) {
        const int number = files_made++;
        files[{status.st_dev, status.st_ino}] = number;
        changes.push_back({.kind = Kind::enter, .file = number, .name = name});
        return number;
    }
    void remember_old(const path& name) {
        struct stat status{};
        ::stat(name.c_str(), &status);
        const path relative = name.lexically_relative(folder);
        const int number = remember_new(status, relative);
        std::ifstream file(name, std::ios::binary);
        changes.push_back({.kind = Kind::write,
                           .file = number,
                           .bytes = {std::istreambuf_iterator<char>(file), {}}});
        changes.push_back({.kind = Kind::sync, .file = number});
        changes.push_back({.kind = Kind::sync_folder, .name = relative.parent_path()});
    }
    // Another file has the place now of one that is gone.
    void forget(int descriptor) {
        struct stat status{};
        if (is_on && ::fstat(descriptor, &status) == 0) {
            files.erase({status.st_dev, status.st_ino});
        }
    }
};

Record& record() {
    static Record record;
    return record;
}

void note_write(int file, const void* bytes, ssize_t size, off64_t at) {
    Record& all = record();
    const std::optional<int> number = size > 0 ? all.file(file) : std::nullopt;
    if (number) {
        all.changes.push_back(
            {.kind = Kind::write,
             .file = *number,
             .at = static_cast<std::uint64_t>(at),
             .bytes = std::string(static_cast<const char*>(bytes), static_cast<size_t>(size))});
    }
}

int synced(int file) {
    Record& all = record();
    const std::lock_guard lock(all.mutex);
    struct stat status{};
    if (all.is_on && ::fstat(file, &status) == 0 && S_ISDIR(status.st_mode)) {
        const path link = "/proc/self/fd/" + std::to_string(file);
        const path folder = std::filesystem::read_symlink(link);
        if (folder == all.folder || all.inside(folder.c_str())) {
            all.changes.push_back(
                {.kind = Kind::sync_folder, .name = folder.lexically_relative(all.folder)});
            return 0;
        }
    } else if (const std::optional<int> number = all.file(file)) {
        all.changes.push_back({.kind = Kind::sync, .file = *number});
    }
    return 0;  // no test here asks whether the real disk has it
}

int removed(const char* name, const char* function) {
    Record& all = record();
    const std::lock_guard lock(all.mutex);
    const std::optional<path> inside = all.inside(name);
    const int result = hidden<int(const char*)>(function)(name);
    if (result == 0 && inside) {
        all.changes.push_back({.kind = Kind::leave, .name = *inside});
    }
    return result;
}

}  // namespace

int opened(const char* name, int flags, mode_t mode) {
    static auto* const real = hidden<int(const char*, int, ...)>("open");
    Record& all = record();
    const std::lock_guard lock(all.mutex);
    const std::optional<path> inside = all.inside(name);
    const bool makes = (flags & O_CREAT) != 0 && ::access(name, F_OK) != 0;
    const int descriptor = real(name, flags, mode);
    if (descriptor < 0 || !makes || !inside) {
        if (makes && descriptor >= 0) {
            all.forget(descriptor);
        }
        return descriptor;
    }
    struct stat status{};
    ::fstat(descriptor, &status);
    all.remember_new(status, *inside);
    return descriptor;
}

void RecordingDisk::start(const path& folder) {
    Record& all = record();
    const std::lock_guard lock(all.mutex);
    all.folder = folder;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            all.remember_old(entry.path());
        }
    }
    all.is_on = true;
}

std::vector<DiskChange> RecordingDisk::stop() {
    Record& all = record();
    const std::lock_guard lock(all.mutex);
    all.is_on = false;
    all.files.clear();
    all.files_made = 0;
    return std::exchange(all.changes, {});
}

std::size_t RecordingDisk::changes() {
    Record& all = record();
    const std::lock_guard lock(all.mutex);
    return all.changes.size();
}

}  // namespace lyhord::tests

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
    static auto* const real = lyhord::tests::hidden<decltype(write)>("write");
    const std::lock_guard lock(lyhord::tests::record().mutex);
    const off64_t at = ::lseek64(file, 0, SEEK_CUR);
    const ssize_t written = real(file, bytes, size);
    lyhord::tests::note_write(file, bytes, written, at);
    return written;
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    static auto* const real = lyhord::tests::hidden<decltype(pwrite64)>("pwrite64");
    const std::lock_guard lock(lyhord::tests::record().mutex);
    const ssize_t written = real(file, bytes, size, at);
    lyhord::tests::note_write(file, bytes, written, at);
    return written;
}

int ftruncate64(int file, off64_t size) noexcept {
    static auto* const real = lyhord::tests::hidden<decltype(ftruncate64)>("ftruncate64");
    lyhord::tests::Record& all = lyhord::tests::record();
    const std::lock_guard lock(all.mutex);
    const std::optional<int> number = all.file(file);
    const int result = real(file, size);
    if (result == 0 && number) {
        all.changes.push_back({.kind = lyhord::tests::Kind::truncate,
                               .file = *number,
                               .at = static_cast<std::uint64_t>(size)});
    }
    return result;
}

int fsync(int file) { return lyhord::tests::synced(file); }

int fdatasync(int file) { return lyhord::tests::synced(file); }

int unlink(const char* name) noexcept { return lyhord::tests::removed(name, "unlink"); }

int remove(const char* name) noexcept { return lyhord::tests::removed(name, "remove"); }

int rename(const char* from, const char* to) noexcept {
    static auto* const real = lyhord::tests::hidden<decltype(rename)>("rename");
    lyhord::tests::Record& all = lyhord::tests::record();
    const std::lock_guard lock(all.mutex);
    const int result = real(from, to);
    if (result == 0 && all.inside(from)) {
        all.changes.push_back(
            {.kind = lyhord::tests::Kind::move, .name = *all.inside(from), .to = *all.inside(to)});
    }
    return result;
}

int link(const char* from, const char* to) noexcept {
    static auto* const real = lyhord::tests::hidden<decltype(link)>("link");
    lyhord::tests::Record& all = lyhord::tests::record();
    const std::lock_guard lock(all.mutex);
    const int result = real(from, to);
    struct stat status{};
    if (result == 0 && all.inside(to) && ::stat(to, &status) == 0) {
        all.changes.push_back({.kind = lyhord::tests::Kind::enter,
                               .file = all.files.at({status.st_dev, status.st_ino}),
                               .name = *all.inside(to)});
    }
    return result;
}

}  // extern "C"
