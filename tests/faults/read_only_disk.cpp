// Preloaded: while the file LYHORD_TEST_READ_ONLY.now is there, nothing below the folder
// LYHORD_TEST_READ_ONLY can be changed, as on a file system that the kernel has made read-only.
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "support/hidden.h"
#include "support/open_hook.h"

namespace {

const std::string& folder() {
    static const char* const named = ::getenv("LYHORD_TEST_READ_ONLY");
    static const std::string folder = named == nullptr ? "" : named;
    return folder;
}

bool is_read_only(const std::string& path) {
    return !folder().empty() && path.starts_with(folder() + "/") &&
           ::access((folder() + ".now").c_str(), F_OK) == 0;
}

bool is_read_only(int file) {
    struct stat status{};
    if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        return false;
    }
    char path[4096];
    const ssize_t length =
        ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), path, sizeof path);
    return length > 0 && is_read_only(std::string(path, static_cast<std::size_t>(length)));
}

int refused() {
    errno = EROFS;
    return -1;
}

}  // namespace

namespace lyhord::tests {

int opened(const char* name, int flags, mode_t mode) {
    const bool writes = (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0;
    return writes && is_read_only(name)
               ? refused()
               : hidden<int(const char*, int, ...)>("open")(name, flags, mode);
}

}  // namespace lyhord::tests

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
    return is_read_only(file) ? refused()
                              : lyhord::tests::hidden<decltype(write)>("write")(file, bytes, size);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    return is_read_only(file)
               ? refused()
               : lyhord::tests::hidden<decltype(pwrite64)>("pwrite64")(file, bytes, size, at);
}

int ftruncate64(int file, off64_t size) noexcept {
    return is_read_only(file)
               ? refused()
               : lyhord::tests::hidden<decltype(ftruncate64)>("ftruncate64")(file, size);
}

int unlink(const char* name) noexcept {
    return is_read_only(name) ? refused() : lyhord::tests::hidden<decltype(unlink)>("unlink")(name);
}

int rename(const char* from, const char* to) noexcept {
    return is_read_only(to) ? refused()
                            : lyhord::tests::hidden<decltype(rename)>("rename")(from, to);
}

int link(const char* from, const char* to) noexcept {
    return is_read_only(to) ? refused() : lyhord::tests::hidden<decltype(link)>("link")(from, to);
}

int mkdir(const char* name, mode_t mode) noexcept {
    return is_read_only(name) ? refused()
                              : lyhord::tests::hidden<decltype(mkdir)>("mkdir")(name, mode);
}

}  // extern "C"
