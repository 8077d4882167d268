// Owns the shape of the table that vocabulary_compiler/ writes and Vocabulary reads. First a filter
// of 2^21 bits, one set for each Swedish word: small enough to stay near the processor while a word
// is tried with all its slips. Then for each of 2^18 buckets (the upper bits of word_hash) where
// its entries start, and one number more; then the entries, each the next 24 bits of the hash above
// eight bits of WordClass. Numbers of 32 bits, little-endian.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lyhord::anonymize::vocabulary_table {

inline constexpr unsigned bucket_bits = 18;
inline constexpr std::size_t buckets = std::size_t{1} << bucket_bits;

inline constexpr unsigned filter_bits = 21;
inline constexpr std::size_t filter_numbers = (std::size_t{1} << filter_bits) / 32;

constexpr std::size_t filter_bit_of(std::uint64_t hash) {
    return static_cast<std::size_t>(hash >> (64U - filter_bits));
}

constexpr std::size_t bucket_of(std::uint64_t hash) {
    return static_cast<std::size_t>(hash >> (64U - bucket_bits));
}

// The hash's part of an entry, its class bits zero.
constexpr std::uint32_t key_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> (64U - bucket_bits - 24U)) << 8U;
}

}  // namespace lyhord::anonymize::vocabulary_table
