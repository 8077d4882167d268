#include "base/random.h"

#include <openssl/rand.h>

#include <limits>
#include <stdexcept>

namespace lyhord::base {

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
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        throw std::runtime_error("the system's random generator failed");
    }
}

}  // namespace lyhord::base
