// Owns the tallies: for each table, how many rows it has and the sum of their marks. A lost page of
// the log shortens a table without the engine noticing; `lyhord check` recounts and compares.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace lyhord::store {

enum class Tallied { pending, waiting, comments, counters, batches, replays, audit, publications };

inline constexpr std::array<std::string_view, 8> tallied_names{
    "pending", "waiting", "comments", "counters", "batches", "replays", "audit", "publications"};

struct Tally {
    std::int64_t rows = 0;
    std::uint64_t marks = 0;  // modulo 2^64, so that the order of the rows does not matter
    bool operator==(const Tally&) const = default;
};

class Tallies {
public:
    void add(Tallied table, std::uint64_t mark) {
        Tally& tally = tallies_[static_cast<std::size_t>(table)];
        ++tally.rows;
        tally.marks += mark;
    }
    void remove(Tallied table, std::uint64_t mark) {
        Tally& tally = tallies_[static_cast<std::size_t>(table)];
        --tally.rows;
        tally.marks -= mark;
    }
    void merge(const Tallies& other) {
        for (std::size_t i = 0; i < tallies_.size(); ++i) {
            tallies_[i].rows += other.tallies_[i].rows;
            tallies_[i].marks += other.tallies_[i].marks;
        }
    }
    const Tally& of(Tallied table) const { return tallies_[static_cast<std::size_t>(table)]; }

private:
    std::array<Tally, tallied_names.size()> tallies_{};
};

}  // namespace lyhord::store
