// Preloaded: the disk is full while the file that LYHORD_TEST_FULL_DISK names is there, until the
// ballast, which it holds the path of, is gone: then there is room to write, but none to spare.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace {

constexpr unsigned long blocks_to_spare = 1024;

const char* variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

bool is_full() { return ::access(variable("LYHORD_TEST_FULL_DISK"), F_OK) == 0; }

bool has_no_room() { return is_full() && ::access(variable("LYHORD_TEST_BALLAST"), F_OK) == 0; }

// Only what lies in the data directory's database and its log: sockets and pipes are no disk.
bool is_refused(int file) {
    struct stat seen{};
    if (!has_no_room() || ::fstat(file, &seen) != 0 || !S_ISREG(seen.st_mode)) {
        return false;
    }
    errno = ENOSPC;
    return true;
}

template <typename Function>
Function real(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
    static const auto function = real<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    return is_refused(file) ? -1 : function(file, bytes, count, at);
}

ssize_t pwrite(int file, const void* bytes, size_t count, off_t at) {
    static const auto function = real<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
    return is_refused(file) ? -1 : function(file, bytes, count, at);
}

ssize_t write(int file, const void* bytes, size_t count) {
    static const auto function = real<ssize_t (*)(int, const void*, size_t)>("write");
    return is_refused(file) ? -1 : function(file, bytes, count);
}

int posix_fallocate(int file, off_t at, off_t length) {
    static const auto function = real<int (*)(int, off_t, off_t)>("posix_fallocate");
    return is_full() ? ENOSPC : function(file, at, length);
}

int statvfs(const char* path, struct statvfs* disk) noexcept {
    static const auto function = real<int (*)(const char*, struct statvfs*)>("statvfs");
    const int outcome = function(path, disk);
    if (outcome == 0 && is_full()) {
        disk->f_bavail = blocks_to_spare;
    }
    return outcome;
}
}
