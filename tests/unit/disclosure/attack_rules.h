// Owns what no release may show, written from service/disclosure/README.md and sharing nothing with
// the code that decides releases. Each check gives the names of what is broken.
#pragma once

#include "attack_checks.h"

namespace lyhord::attack {

using Broken = std::set<std::string>;

// "rule 1": a category grows by 1 to b - 1, or shrinks. "rule 2", "rule 3".
inline Broken broken_by_batch(const Round& round, const Release& release) {
    Broken broken;
    for (const Cell& cell : growth(release)) {
        if (cell.base < round.batch_size_min) broken.insert("rule 1");
        if (cell.base - largest(cell) < 2) broken.insert("rule 2");
        for (const auto& [option, count] : cell.options) {
            if (count < 0) broken.insert("rule 1");
        }
    }
    if (round.questions[release.question].multiple) return broken;
    std::set<std::vector<int>> backgrounds;
    for (const Counted& one : release.counted) backgrounds.insert(one.categories);
    for (const std::vector<int>& categories : backgrounds) {
        if (possible_values(release, categories).size() < 2) broken.insert("rule 3");
    }
    return broken;
}

// "sum": a dimension's categories do not add up to the total.
inline Broken broken_sums(const Release& release) {
    for (const auto& table : release.after.dimensions) {
        Cell sum;
        for (const auto& [category, cell] : table) {
            sum.base += cell.base;
            for (const auto& [option, count] : cell.options) sum.options[option] += count;
        }
        const Cell& total = release.after.total;
        if (sum.base != total.base || sum.options != total.options) return {"sum"};
    }
    return {};
}

inline bool is_not_reported_at_all(const Round& round, const Counted& one) {
    for (std::size_t d = 0; d < one.categories.size(); ++d) {
        if (one.categories[d] != round.dimensions[d] + 1) return false;
    }
    return true;
}

// "recoded": a tick counts somebody in another category than his own. "part": settlement moves some
// of a category and leaves others there; those that its peeling takes out are elsewhere in all
// dimensions and not meant.
inline Broken broken_by_moving(const Round& round, const Release& release) {
    Broken broken;
    for (std::size_t d = 0; d < round.dimensions.size(); ++d) {
        std::set<int> left;
        std::set<int> stayed;
        for (const Counted& one : release.counted) {
            const int own = round.people[one.person].background[d];
            if (one.categories[d] == own) {
                stayed.insert(own);
            } else if (!release.settlement) {
                broken.insert("recoded");
            } else if (!is_not_reported_at_all(round, one)) {
                left.insert(own);
            }
        }
        for (const int category : left) {
            if (stayed.contains(category)) broken.insert("part");
        }
    }
    return broken;
}

// By dimension: who answered to the owner, and is in a category that is not the owner's.
inline std::vector<Cell> elsewhere(const Round& round, const Release& release, int owner) {
    std::vector<Cell> cells(round.dimensions.size());
    for (const Counted& one : release.counted) {
        const std::vector<int>& background = round.people[one.person].background;
        const Answer& answer = *round.people[one.person].answers[release.question];
        for (std::size_t d = 0; d < cells.size(); ++d) {
            const bool mine = round.owner_of(d, background[d]) == owner;
            const bool shown = round.owner_of(d, one.categories[d]) == owner;
            if (mine && !shown) cells[d].add(answer);
        }
    }
    return cells;
}

// "owner": a joint round's owner has other sums in one dimension than in another, which has all of
// them, and the difference is a group that may not be shown.
inline Broken broken_by_owners(const Round& round, const Release& release) {
    const auto is_nobody = [](const Cell& cell) { return cell.base == 0; };
    const auto is_few = [&](const Cell& cell) {
        return cell.base > 0 && (cell.base < round.batch_size_min || cell.base - largest(cell) < 2);
    };
    for (int owner = 0; round.owners > 1 && owner < round.owners; ++owner) {
        const std::vector<Cell> cells = elsewhere(round, release, owner);
        const bool some_dimension_has_all = std::ranges::any_of(cells, is_nobody);
        if (some_dimension_has_all && std::ranges::any_of(cells, is_few)) return {"owner"};
    }
    return {};
}

inline std::set<std::size_t> people_of(const std::vector<Counted>& counted) {
    std::set<std::size_t> people;
    for (const Counted& one : counted) people.insert(one.person);
    return people;
}

// "order": a tick that was killed and done again, on the same answers in another order, decides
// otherwise. "late": it counts who came when the settlement had begun. "withdrawn": or a text that
// had been withdrawn.
inline Broken broken_by_time(const Round& round, const Release& release) {
    Broken broken;
    for (const std::vector<Counted>& killed : release.killed) {
        if (people_of(killed) != people_of(release.counted)) broken.insert("order");
    }
    const std::set<std::size_t> people = people_of(release.counted);
    if (!people.empty() && *people.rbegin() >= round.in_time()) broken.insert("late");
    for (const Withdrawal& withdrawal : round.withdrawals) {
        const bool is_gone =
            round.questions[release.question].is_text && withdrawal.arrivals <= release.arrived;
        if (is_gone && people.contains(withdrawal.person)) broken.insert("withdrawn");
    }
    return broken;
}

// All of it, and "twice": somebody is counted twice, or more than all answers are.
inline Broken broken_rules(const Round& round, const std::vector<Release>& releases) {
    Broken broken;
    std::map<std::size_t, std::set<std::size_t>> counted;  // by question
    for (const Release& release : releases) {
        broken.merge(broken_by_batch(round, release));
        broken.merge(broken_sums(release));
        broken.merge(broken_by_moving(round, release));
        broken.merge(broken_by_owners(round, release));
        broken.merge(broken_by_time(round, release));
        for (const std::size_t person : people_of(release.counted)) {
            if (!counted[release.question].insert(person).second) broken.insert("twice");
        }
        const std::size_t people = counted[release.question].size();
        if (release.after.total.base > static_cast<int>(people)) broken.insert("twice");
    }
    return broken;
}

}  // namespace lyhord::attack
