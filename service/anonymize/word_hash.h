// Owns word_hash: the one hash under which words and features are looked up in the tables that the
// build makes. It must not change without them.
#pragma once

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

// FNV-1a, spread.
constexpr std::uint64_t word_hash(std::string_view word) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : word) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return spread(hash);
}

}  // namespace lyhord::anonymize
