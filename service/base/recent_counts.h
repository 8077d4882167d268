// Owns RecentCounts: how often each of many keys was counted lately.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>

#include "base/clock.h"

namespace lyhord::base {

struct RecentCountsOptions {
    std::int64_t window_seconds = 600;
    std::size_t keys_max = 1;  // remembered at a time
};

// A window slides by tenths, so that it is between nine and ten tenths of its length: never longer
// than promised. Measured by a clock that nobody sets. Not thread-safe.
class RecentCounts {
public:
    RecentCounts(const Clock& clock, RecentCountsOptions options)
        : clock_(clock), options_(options) {}

    // 0 for a key that is not remembered.
    std::uint64_t count(std::uint64_t key);
    // A new key takes the place of the one that was quiet longest, if there is no other room.
    void add(std::uint64_t key);
    // Takes the newest one back.
    void take_back(std::uint64_t key);
    // Until the count of `key` is below `most`, if nothing is added; 0 if it is.
    std::int64_t seconds_until_below(std::uint64_t key, std::uint64_t most);

    std::size_t keys() const { return places_.size(); }
    std::uint64_t forgotten() const { return forgotten_; }  // to make room, while still counting

private:
    static constexpr std::int64_t slots = 10;
    struct Entry {
        std::uint64_t key = 0;
        std::int64_t newest = 0;  // number of the slot at newest % slots
        std::array<std::uint32_t, slots> counts{};

        std::uint64_t total() const;
        void advance_to(std::int64_t slot);
    };
    using Entries = std::list<Entry>;

    std::int64_t slot_seconds() const;
    std::int64_t slot_now() const;
    Entry* known(std::uint64_t key);
    void forget_quiet();

    const Clock& clock_;
    RecentCountsOptions options_;
    Entries entries_;  // the one asked about last is first
    std::unordered_map<std::uint64_t, Entries::iterator> places_;
    std::uint64_t forgotten_ = 0;
};

}  // namespace lyhord::base
