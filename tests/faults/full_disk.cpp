// Preloaded: the disk with the folder LYHORD_TEST_DISK is full while the file LYHORD_TEST_FULL is
// there, until the file LYHORD_TEST_BALLAST is gone: then there is room to write, but none to
// spare.
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "support/hidden.h"

using lyhord::tests::hidden;

namespace {

constexpr unsigned long blocks_to_spare = 1024;

const char* variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

bool is_full() { return ::access(variable("LYHORD_TEST_FULL"), F_OK) == 0; }

bool has_no_room() { return is_full() && ::access(variable("LYHORD_TEST_BALLAST"), F_OK) == 0; }

bool is_on_disk(int file) {
    char path[4096];
    char link[64];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = ::readlink(link, path, sizeof path);
    return length > 0 && std::string_view(path, static_cast<std::size_t>(length))
                             .starts_with(variable("LYHORD_TEST_DISK"));
}

bool is_refused(int file) {
    if (!has_no_room() || !is_on_disk(file)) {
        return false;
    }
    errno = ENOSPC;
    return true;
}

}  // namespace

extern "C" {

ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
    static auto* const real = hidden<decltype(pwrite64)>("pwrite64");
    return is_refused(file) ? -1 : real(file, bytes, count, at);
}

ssize_t pwrite(int file, const void* bytes, size_t count, off_t at) {
    static auto* const real = hidden<decltype(pwrite)>("pwrite");
    return is_refused(file) ? -1 : real(file, bytes, count, at);
}

ssize_t write(int file, const void* bytes, size_t count) {
    static auto* const real = hidden<decltype(write)>("write");
    return is_refused(file) ? -1 : real(file, bytes, count);
}

int posix_fallocate(int file, off_t at, off_t length) {
    static auto* const real = hidden<decltype(posix_fallocate)>("posix_fallocate");
    return is_full() ? ENOSPC : real(file, at, length);
}

int statvfs(const char* path, struct statvfs* disk) noexcept {
    static auto* const real = hidden<decltype(statvfs)>("statvfs");
    const int outcome = real(path, disk);
    if (outcome == 0 && is_full()) {
        disk->f_bavail = blocks_to_spare;
    }
    return outcome;
}
}
