// Owns randomness. One interface for keys, ids and shuffles, so that tests can repeat a run.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/bytes.h"

namespace lyhord::base {

class Random {
public:
    Random() = default;
    Random(const Random&) = delete;
    Random& operator=(const Random&) = delete;
    virtual ~Random() = default;

    virtual void fill(std::span<Byte> bytes) = 0;

    Id id();
    // Uniform in [0, bound); bound > 0.
    std::uint64_t below(std::uint64_t bound);

    template <typename T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t i = items.size(); i > 1; --i) {
            std::swap(items[i - 1], items[static_cast<std::size_t>(below(i))]);
        }
    }
};

// The operating system's generator, through OpenSSL.
class SystemRandom final : public Random {
public:
    void fill(std::span<Byte> bytes) override;
};

}  // namespace lyhord::base
