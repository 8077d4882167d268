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

// FNV-1a, piece by piece: of "ab" as of "a" and then "b".
class WordHash {
public:
    constexpr WordHash with(std::string_view piece) const {
        WordHash next = *this;
        for (const char c : piece) {
            next.state_ = (next.state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        }
        return next;
    }
    constexpr std::uint64_t value() const { return spread(state_); }

private:
    std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

constexpr std::uint64_t word_hash(std::string_view word) { return WordHash().with(word).value(); }

}  // namespace lyhord::anonymize
