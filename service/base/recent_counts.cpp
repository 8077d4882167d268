#include "base/recent_counts.h"

#include <algorithm>
#include <numeric>

namespace lyhord::base {

std::uint64_t RecentCounts::Entry::total() const {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

void RecentCounts::Entry::advance_to(std::int64_t slot) {
    const std::int64_t passed = std::min(slot - newest, slots);
    for (std::int64_t i = 1; i <= passed; ++i) {
        counts[static_cast<std::size_t>((newest + i) % slots)] = 0;
    }
    newest = std::max(newest, slot);
}

std::int64_t RecentCounts::slot_seconds() const {
    return std::max<std::int64_t>(1, options_.window_seconds / slots);
}

std::int64_t RecentCounts::slot_now() const { return clock_.uptime_seconds() / slot_seconds(); }

RecentCounts::Entry* RecentCounts::known(std::uint64_t key) {
    const auto found = places_.find(key);
    if (found == places_.end()) {
        return nullptr;
    }
    // A flood is asked about all the time, so it is never the one that is forgotten.
    entries_.splice(entries_.begin(), entries_, found->second);
    entries_.front().advance_to(slot_now());
    return &entries_.front();
}

std::uint64_t RecentCounts::count(std::uint64_t key) {
    const Entry* found = known(key);
    return found == nullptr ? 0 : found->total();
}

void RecentCounts::add(std::uint64_t key) {
    Entry* found = known(key);
    if (found == nullptr) {
        forget_quiet();
        entries_.push_front({.key = key, .newest = slot_now()});
        places_.emplace(key, entries_.begin());
        found = &entries_.front();
    }
    ++found->counts[static_cast<std::size_t>(found->newest % slots)];
}

void RecentCounts::take_back(std::uint64_t key) {
    Entry* found = known(key);
    for (std::int64_t i = 0; found != nullptr && i < slots; ++i) {
        std::uint32_t& count =
            found->counts[static_cast<std::size_t>((found->newest + slots - i) % slots)];
        if (count > 0) {
            --count;
            return;
        }
    }
}

std::int64_t RecentCounts::seconds_until_below(std::uint64_t key, std::uint64_t most) {
    const Entry* found = known(key);
    std::uint64_t left = found == nullptr ? 0 : found->total();
    std::int64_t leaving = 0;  // slots that have left the window by then
    for (; found != nullptr && left >= most && leaving < slots; ++leaving) {
        left -= found->counts[static_cast<std::size_t>((found->newest + 1 + leaving) % slots)];
    }
    return leaving == 0 ? 0 : (found->newest + leaving) * slot_seconds() - clock_.uptime_seconds();
}

// Two at a time of those that have left the window, so that memory falls again after a crowd
// without a pause for everybody.
void RecentCounts::forget_quiet() {
    const std::int64_t now = slot_now();
    for (int i = 0; i < 2 && !entries_.empty(); ++i) {
        const bool is_quiet = now - entries_.back().newest >= slots;
        const bool is_full = places_.size() >= options_.keys_max;
        if (!is_quiet && !is_full) {
            return;
        }
        forgotten_ += is_quiet ? 0 : 1;
        places_.erase(entries_.back().key);
        entries_.pop_back();
    }
}

}  // namespace lyhord::base
