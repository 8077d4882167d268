// Owns what an adversary concludes from released tables, written from the rules of
// service/disclosure/README.md and sharing nothing with the code that decides releases.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "attack_round.h"

namespace lyhord::attack {

inline Cell difference(const Cell& after, const Cell& before) {
    Cell result{.base = after.base - before.base, .options = {}};
    for (const auto& [option, count] : after.options) {
        const auto earlier = before.options.find(option);
        const int growth = count - (earlier == before.options.end() ? 0 : earlier->second);
        if (growth != 0) result.options[option] = growth;
    }
    return result;
}

inline Cell growth_of(const Release& release, std::size_t dimension, int category) {
    const auto after = release.after.dimensions[dimension].find(category);
    if (after == release.after.dimensions[dimension].end()) return {};
    const auto before = release.before.dimensions[dimension].find(category);
    const bool known = before != release.before.dimensions[dimension].end();
    return difference(after->second, known ? before->second : Cell{});
}

// Every category that a release added to: the whole batch first.
inline std::vector<Cell> growth(const Release& release) {
    std::vector<Cell> cells = {difference(release.after.total, release.before.total)};
    for (std::size_t d = 0; d < release.after.dimensions.size(); ++d) {
        for (const auto& [category, cell] : release.after.dimensions[d]) {
            cells.push_back(growth_of(release, d, category));
        }
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

// The answers that a person of the given categories can have given, if he is in the release.
inline std::set<int> possible_values(const Release& release, const std::vector<int>& categories) {
    std::set<int> possible = values(difference(release.after.total, release.before.total));
    for (std::size_t d = 0; d < categories.size(); ++d) {
        const std::set<int> here = values(growth_of(release, d, categories[d]));
        std::erase_if(possible, [&](int option) { return !here.contains(option); });
    }
    return possible;
}

// Which rules a release breaks: "rule 1", "rule 2", "rule 3", or "sum" when
// a dimension's categories do not add up to the total.
inline std::set<std::string> broken_rules(const Round& round, const Release& release) {
    std::set<std::string> broken;
    for (const Cell& cell : growth(release)) {
        if (cell.base < round.batch_size_min) broken.insert("rule 1");
        if (cell.base - largest(cell) < 2) broken.insert("rule 2");
    }
    if (!round.questions[release.question].multiple) {
        std::set<std::vector<int>> backgrounds;
        for (const Counted& one : release.counted) backgrounds.insert(one.categories);
        for (const std::vector<int>& categories : backgrounds) {
            if (possible_values(release, categories).size() < 2) broken.insert("rule 3");
        }
    }
    for (const auto& table : release.after.dimensions) {
        Cell sum;
        for (const auto& [category, cell] : table) {
            sum.base += cell.base;
            for (const auto& [option, count] : cell.options) sum.options[option] += count;
        }
        const Cell& total = release.after.total;
        if (sum.base != total.base || sum.options != total.options) broken.insert("sum");
    }
    return broken;
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

// Every category in which settlement may have counted a person of this background.
inline std::vector<std::vector<int>> possible_categories(const Round& round,
                                                         const std::vector<int>& background) {
    std::vector<std::vector<int>> combinations = {{}};
    for (std::size_t d = 0; d < background.size(); ++d) {
        std::vector<std::vector<int>> longer;
        for (const std::vector<int>& combination : combinations) {
            for (const int category : way_of(round, d, background[d])) {
                longer.push_back(combination);
                longer.back().push_back(category);
            }
        }
        combinations = std::move(longer);
    }
    return combinations;
}

// Knows a victim's background and that the victim is in this release, but not where settlement
// moved the victim.
inline bool is_pinned_by_background(const Round& round,
                                    const Release& release,
                                    std::size_t person) {
    const std::vector<int>& background = round.people[person].background;
    if (!release.settlement) return possible_values(release, background).size() == 1;
    std::set<int> possible;
    for (const std::vector<int>& categories : possible_categories(round, background)) {
        possible.merge(possible_values(release, categories));
    }
    return possible.size() == 1;
}

inline Rate category_knowledge(const Round& round, const std::vector<Release>& releases) {
    Rate rate;
    for (const Release& release : releases) {
        if (round.questions[release.question].multiple) continue;
        for (const Counted& one : release.counted) {
            ++rate.tried;
            if (is_pinned_by_background(round, release, one.person)) ++rate.pinned;
        }
    }
    return rate;
}

}  // namespace lyhord::attack
