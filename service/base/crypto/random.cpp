#include "base/random.h"

#include <openssl/rand.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

namespace lyhord::base {

namespace {

void draw(std::span<Byte> bytes) {
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        throw std::runtime_error("the system's random generator failed");
    }
}

// Random bytes that were asked for together: OpenSSL's generator takes its locks once for many ids.
// What was handed out is wiped, and a process that was forked begins anew.
class Drawn {
public:
    Drawn() = default;
    Drawn(const Drawn&) = delete;
    Drawn& operator=(const Drawn&) = delete;
    ~Drawn() { wipe(bytes_); }

    std::size_t most() const { return bytes_.size() / 8; }

    void take(std::span<Byte> into) {
        if (into.size() > bytes_.size() - used_ || process_ != getpid()) {
            draw(bytes_);
            used_ = 0;
            process_ = getpid();
        }
        const std::span<Byte> taken = std::span(bytes_).subspan(used_, into.size());
        std::ranges::copy(taken, into.begin());
        wipe(taken);
        used_ += into.size();
    }

private:
    std::array<Byte, 2048> bytes_{};
    std::size_t used_ = bytes_.size();
    pid_t process_ = 0;
};

}  // namespace

Id Random::id() {
    Id id{};
    fill(id);
    return id;
}

std::uint64_t Random::below(std::uint64_t bound) {
    // Rejection sampling: the last, incomplete run of values would favour small results.
    const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t limit = most - most % bound;
    std::uint64_t value = 0;
    do {
        fill({reinterpret_cast<Byte*>(&value), sizeof value});
    } while (value >= limit);
    return value % bound;
}

void SystemRandom::fill(std::span<Byte> bytes) {
    thread_local Drawn drawn;
    if (bytes.size() > drawn.most()) {
        draw(bytes);
    } else {
        drawn.take(bytes);
    }
}

}  // namespace lyhord::base
