// Owns what an adversary concludes from released tables, written from the rules of
// service/disclosure/README.md and sharing nothing with the code that decides releases.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "attack_play.h"

namespace lyhord::attack {

// What a release added to a category.
inline Cell growth_of(const Release& release, std::size_t dimension, int category) {
    const auto found = release.grown.dimensions[dimension].find(category);
    return found == release.grown.dimensions[dimension].end() ? Cell{} : found->second;
}

// Every category that a release added to: the whole batch first.
inline std::vector<Cell> growth(const Release& release) {
    std::vector<Cell> cells = {release.grown.total};
    for (const auto& table : release.grown.dimensions) {
        for (const auto& [category, cell] : table) cells.push_back(cell);
    }
    std::erase_if(cells, [](const Cell& cell) { return cell.base == 0; });
    return cells;
}

inline int largest(const Cell& cell) {
    int most = 0;
    for (const auto& [option, count] : cell.options) most = std::max(most, count);
    return most;
}

inline std::set<int> values(const Cell& cell) {
    std::set<int> found;
    for (const auto& [option, count] : cell.options) {
        if (count > 0) found.insert(option);
    }
    return found;
}

// By dimension, the categories in one of which somebody is counted.
using Ways = std::vector<std::vector<int>>;

// The answers that a person can have given who is in the release, in one of the categories of each
// dimension.
inline std::set<int> possible_values(const Release& release, const Ways& ways) {
    std::set<int> possible = values(release.grown.total);
    for (std::size_t d = 0; d < ways.size(); ++d) {
        std::set<int> here;
        for (const int category : ways[d]) here.merge(values(growth_of(release, d, category)));
        std::erase_if(possible, [&](int option) { return !here.contains(option); });
    }
    return possible;
}

inline std::set<int> possible_values(const Release& release, const std::vector<int>& categories) {
    Ways ways;
    for (const int category : categories) ways.push_back({category});
    return possible_values(release, ways);
}

// How often an attacker succeeded.
struct Rate {
    std::size_t pinned = 0;
    std::size_t tried = 0;

    double share() const {
        return tried == 0 ? 0 : static_cast<double>(pinned) / static_cast<double>(tried);
    }
    Rate& operator+=(const Rate& other) {
        pinned += other.pinned;
        tried += other.tried;
        return *this;
    }
};

// Knows nobody. Looks for tables that speak of fewer than b people, or of people who all gave the
// same answer.
inline Rate outsider(const Round& round, const std::vector<Release>& releases) {
    Rate rate;
    for (const Release& release : releases) {
        for (const Cell& cell : growth(release)) {
            ++rate.tried;
            if (cell.base < round.batch_size_min || largest(cell) == cell.base) ++rate.pinned;
        }
    }
    return rate;
}

inline bool rest_agrees(const Round& round, const Release& release, const Counted& one) {
    for (std::size_t d = 0; d < one.categories.size(); ++d) {
        Cell rest = growth_of(release, d, one.categories[d]);
        --rest.base;
        for (const int option : *round.people[one.person].answers[release.question]) {
            --rest.options[option];
        }
        if (rest.base > 0 && largest(rest) == rest.base) return true;
    }
    return false;
}

// Is in the release himself and takes his own answer out of his categories.
inline Rate participant(const Round& round, const std::vector<Release>& releases) {
    Rate rate;
    for (const Release& release : releases) {
        for (const Counted& one : release.counted) {
            ++rate.tried;
            if (rest_agrees(round, release, one)) ++rate.pinned;
        }
    }
    return rate;
}

// The category and all to which settlement may move it.
inline std::vector<int> way_of(const Round& round, std::size_t dimension, int category) {
    std::vector<int> way = {category};
    while (true) {
        const int next = round.moves_to[dimension][static_cast<std::size_t>(way.back())];
        if (next == way.back()) return way;
        way.push_back(next);
    }
}

// What a victim of this background can have answered who is in this release. Where settlement moved
// him is not known.
inline std::set<int> possible_by_background(const Round& round,
                                            const Release& release,
                                            const std::vector<int>& background) {
    if (!release.settlement) return possible_values(release, background);
    Ways ways;
    for (std::size_t d = 0; d < background.size(); ++d) {
        ways.push_back(way_of(round, d, background[d]));
    }
    return possible_values(release, ways);
}

// How many of a release have each background.
inline std::map<std::vector<int>, std::size_t> backgrounds(const Round& round,
                                                           const Release& release) {
    std::map<std::vector<int>, std::size_t> people;
    for (const Counted& one : release.counted) ++people[round.people[one.person].background];
    return people;
}

// Knows a victim's background and that the victim is in this release.
inline Rate category_knowledge(const Round& round, const std::vector<Release>& releases) {
    Rate rate;
    for (const Release& release : releases) {
        if (round.questions[release.question].multiple) continue;
        for (const auto& [background, people] : backgrounds(round, release)) {
            const bool pinned = possible_by_background(round, release, background).size() == 1;
            rate += {.pinned = pinned ? people : 0, .tried = people};
        }
    }
    return rate;
}

}  // namespace lyhord::attack
