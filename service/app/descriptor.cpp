#include "app/descriptor.h"

#include <array>
#include <cerrno>
#include <cstring>

namespace lyhord::app {
namespace {

using Block = std::array<char, std::size_t{64} * 1024>;

// At `at`, whole unless the file ends; below 0: it cannot be read.
ssize_t read_block(int file, Block& block, off_t at) {
    std::size_t filled = 0;
    while (filled < block.size()) {
        const off_t next = at + static_cast<off_t>(filled);
        const ssize_t got = ::pread(file, block.data() + filled, block.size() - filled, next);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return got;
        }
        if (got == 0) {
            break;
        }
        filled += static_cast<std::size_t>(got);
    }
    return static_cast<ssize_t>(filled);
}

bool write_block(int file, const char* bytes, ssize_t count) {
    while (count > 0) {
        const ssize_t written = ::write(file, bytes, static_cast<std::size_t>(count));
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes += written;
        count -= written;
    }
    return true;
}

}  // namespace

bool copy_whole(const Descriptor& from, const Descriptor& to) {
    Block block;
    off_t at = 0;
    for (ssize_t got = read_block(from.number(), block, at); got != 0;
         got = read_block(from.number(), block, at)) {
        if (got < 0 || !write_block(to.number(), block.data(), got)) {
            return false;
        }
        at += got;
    }
    return ::fsync(to.number()) == 0;
}

bool is_same(const Descriptor& one, const Descriptor& other) {
    Block left;
    Block right;
    off_t at = 0;
    for (;;) {
        const ssize_t got = read_block(one.number(), left, at);
        if (got < 0 || read_block(other.number(), right, at) != got ||
            std::memcmp(left.data(), right.data(), static_cast<std::size_t>(got)) != 0) {
            return false;
        }
        if (got == 0) {
            return true;
        }
        at += got;
    }
}

}  // namespace lyhord::app
