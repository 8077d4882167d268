// Owns the shape of the table that vocabulary_compiler/ writes and Vocabulary reads. First a filter
// of 2^23 bits, three set in one number for each Swedish word: near enough to the processor for a
// word to be tried with all its slips, few of which pass. Then for each of 2^18 buckets (the upper
// bits of word_hash) where its entries start, and one number more; then the entries, each the next
// 24 bits of the hash above eight bits of WordClass. Numbers of 32 bits, little-endian.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lyhord::anonymize::vocabulary_table {

inline constexpr unsigned bucket_bits = 18;
inline constexpr std::size_t buckets = std::size_t{1} << bucket_bits;

inline constexpr unsigned filter_index_bits = 18;
inline constexpr std::size_t filter_numbers = std::size_t{1} << filter_index_bits;

constexpr std::size_t filter_index_of(std::uint64_t hash) {
    return static_cast<std::size_t>(hash >> (64U - filter_index_bits));
}
// The bits that a word sets in that number, from the end of its hash that nothing else is made of.
constexpr std::uint32_t filter_mask_of(std::uint64_t hash) {
    return (1U << (hash % 32)) | (1U << (hash / 32 % 32)) | (1U << (hash / 1024 % 32));
}

constexpr std::size_t bucket_of(std::uint64_t hash) {
    return static_cast<std::size_t>(hash >> (64U - bucket_bits));
}

// The hash's part of an entry, its class bits zero.
constexpr std::uint32_t key_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> (64U - bucket_bits - 24U)) << 8U;
}

}  // namespace lyhord::anonymize::vocabulary_table
