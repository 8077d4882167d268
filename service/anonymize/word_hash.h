// Owns word_hash: the one hash under which words and features are looked up in the tables that the
// build makes. It must not change without them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lyhord::anonymize {

// Splitmix64's last steps: spreads every bit over all of them.
constexpr std::uint64_t spread(std::uint64_t value) {
    value ^= value >> 30U;
    value *= 0xbf58476d1ce4e5b9ULL;
    value ^= value >> 27U;
    value *= 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

// A piece of a word. The bytes are the digits of a number in a large odd base, modulo 2^64, so that
// pieces are put together without reading them again.
class WordHash {
public:
    constexpr WordHash() = default;
    constexpr explicit WordHash(std::string_view piece) {
        for (const char c : piece) {
            sum_ = sum_ * base + static_cast<unsigned char>(c);
            power_ *= base;
        }
    }
    constexpr WordHash operator+(WordHash next) const {
        WordHash both;
        both.sum_ = sum_ * next.power_ + next.sum_;
        both.power_ = power_ * next.power_;
        return both;
    }
    constexpr std::uint64_t value() const { return spread(sum_ ^ power_); }

private:
    static constexpr std::uint64_t base = 0x9e3779b97f4a7c15ULL;
    std::uint64_t sum_ = 0;
    std::uint64_t power_ = 1;
};

constexpr std::uint64_t word_hash(std::string_view word) { return WordHash(word).value(); }

}  // namespace lyhord::anonymize
