// Owns Ballast: a file that only takes up room. On a full disk even a deletion cannot be written;
// without the ballast there is room for disposals, withdrawals and ticks again, while answers wait
// until it is back.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>

#include "base/result.h"

namespace lyhord::store {

// Thread-safe.
class Ballast {
public:
    explicit Ballast(std::filesystem::path file) : file_(std::move(file)) {}

    // Makes the file, unless it is there. 0 bytes: removes it, and is never released. unavailable:
    // the disk has not room for it and half as much again, without which it would soon be released
    // again.
    base::Result<void> keep(std::uint64_t bytes);

    // Gives its room to the disk, at once.
    void release();

    // True from release(), or from a keep() that found no room, until the next keep() that does.
    bool is_released() const { return released_; }

private:
    bool is_whole(std::uint64_t bytes) const;
    base::Result<void> make(std::uint64_t bytes);

    const std::filesystem::path file_;
    std::mutex mutex_;
    std::uint64_t bytes_ = 0;  // as last asked for
    std::atomic<bool> released_ = false;
};

// What whoever is not root may still write to the disk that holds `place`; nothing if it cannot
// tell.
std::optional<std::uint64_t> free_bytes(const std::filesystem::path& place);

}  // namespace lyhord::store
