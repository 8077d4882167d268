// Owns a solver of sums in whole numbers: given which cells of a table add up to which values, is
// there a table within given bounds? Exact: it says that there is none only when it has excluded
// all, and says so when it gave up before that.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace lyhord::attack {

using Numbers = std::vector<int>;  // by cell

struct Sum {
    std::vector<std::size_t> cells;
    int value = 0;
};

struct Bounds {
    Numbers least;
    Numbers most;
};

struct Search {
    std::optional<Numbers> found;
    bool gave_up = false;
};

class WholeNumbers {
public:
    WholeNumbers(std::vector<Sum> sums, std::size_t cells)
        : sums_(std::move(sums)), sums_of_(cells) {
        for (std::size_t sum = 0; sum < sums_.size(); ++sum) {
            for (const std::size_t cell : sums_[sum].cells) sums_of_[cell].insert(sum);
        }
    }

    bool is_solved_by(const Numbers& numbers) const {
        const std::vector<int> over = surpluses(numbers);
        return std::ranges::all_of(over, [](int surplus) { return surplus == 0; });
    }

    // Looks near a table first; at most as many steps as given.
    Search search(Bounds bounds, const Numbers& near, int steps_max) const {
        Attempt attempt{.near = near, .steps_left = steps_max};
        std::set<std::size_t> all;
        for (std::size_t sum = 0; sum < sums_.size(); ++sum) all.insert(sum);
        if (!narrow(bounds, std::move(all))) return {};
        std::optional<Numbers> found = find(bounds, attempt);
        return {.found = std::move(found), .gave_up = attempt.steps_left <= 0};
    }

private:
    struct Attempt {
        const Numbers& near;
        int steps_left = 0;
    };
    struct Change {
        std::size_t cell = 0;
        int direction = 0;  // 1 or -1
    };

    // Takes away what no solution can have, until nothing more goes. False: there is none.
    bool narrow(Bounds& bounds, std::set<std::size_t> to_do) const {
        while (!to_do.empty()) {
            const Sum& sum = sums_[*to_do.begin()];
            to_do.erase(to_do.begin());
            int least = 0;
            int most = 0;
            for (const std::size_t cell : sum.cells) {
                least += bounds.least[cell];
                most += bounds.most[cell];
            }
            if (sum.value < least || sum.value > most) return false;
            for (const std::size_t cell : sum.cells) {
                // The others take up at least, and at most, what they are bound to.
                const int low = sum.value - (most - bounds.most[cell]);
                const int high = sum.value - (least - bounds.least[cell]);
                if (low <= bounds.least[cell] && high >= bounds.most[cell]) continue;
                least += std::max(0, low - bounds.least[cell]);
                most -= std::max(0, bounds.most[cell] - high);
                bounds.least[cell] = std::max(low, bounds.least[cell]);
                bounds.most[cell] = std::min(high, bounds.most[cell]);
                to_do.insert(sums_of_[cell].begin(), sums_of_[cell].end());
            }
        }
        return true;
    }

    // By how much each sum of a table exceeds its value.
    std::vector<int> surpluses(const Numbers& numbers) const {
        std::vector<int> over;
        for (const Sum& sum : sums_) {
            over.push_back(-sum.value);
            for (const std::size_t cell : sum.cells) over.back() += numbers[cell];
        }
        return over;
    }

    // The sums that would come nearer to their values, less those that would go farther from them.
    int gain(const Change& change, const std::vector<int>& over) const {
        int gained = 0;
        for (const std::size_t sum : sums_of_[change.cell]) {
            gained += over[sum] * change.direction < 0 ? 1 : -1;
        }
        return gained;
    }

    // The best change of a cell in the wrong sum that leaves least to choose from. None: no sum is
    // wrong.
    std::optional<Change> next_change(const Numbers& guess, const Bounds& bounds) const {
        const std::vector<int> over = surpluses(guess);
        std::vector<Change> fewest;
        for (std::size_t sum = 0; sum < sums_.size(); ++sum) {
            if (over[sum] == 0) continue;
            const int direction = over[sum] > 0 ? -1 : 1;
            const Numbers& end = direction < 0 ? bounds.least : bounds.most;
            std::vector<Change> changes;
            for (const std::size_t cell : sums_[sum].cells) {
                const bool can_change = guess[cell] != end[cell];
                if (can_change) changes.push_back({.cell = cell, .direction = direction});
            }
            if (fewest.empty() || changes.size() < fewest.size()) fewest = std::move(changes);
        }
        if (fewest.empty()) return std::nullopt;
        return *std::ranges::max_element(
            fewest, {}, [&](const Change& change) { return gain(change, over); });
    }

    // The cell changes from the guess on, or does not.
    static std::pair<Bounds, Bounds> divided(const Bounds& bounds,
                                             const Change& change,
                                             int guess) {
        std::pair<Bounds, Bounds> parts = {bounds, bounds};
        if (change.direction < 0) {
            parts.first.most[change.cell] = guess - 1;
            parts.second.least[change.cell] = guess;
        } else {
            parts.first.least[change.cell] = guess + 1;
            parts.second.most[change.cell] = guess;
        }
        return parts;
    }

    std::optional<Numbers> find(const Bounds& bounds, Attempt& attempt) const {
        if (--attempt.steps_left <= 0) return std::nullopt;
        Numbers guess = attempt.near;
        for (std::size_t cell = 0; cell < guess.size(); ++cell) {
            guess[cell] = std::clamp(guess[cell], bounds.least[cell], bounds.most[cell]);
        }
        const std::optional<Change> change = next_change(guess, bounds);
        if (!change) return guess;
        auto [changed, unchanged] = divided(bounds, *change, guess[change->cell]);
        for (Bounds* part : {&changed, &unchanged}) {
            if (!narrow(*part, sums_of_[change->cell])) continue;
            std::optional<Numbers> found = find(*part, attempt);
            if (found || attempt.steps_left <= 0) return found;
        }
        return std::nullopt;
    }

    std::vector<Sum> sums_;
    std::vector<std::set<std::size_t>> sums_of_;  // by cell
};

}  // namespace lyhord::attack
