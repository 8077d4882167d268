// Owns the attacker who has a roster: he knows the background of everybody in the municipality, who
// is counted in which release and in which categories, and has every table ever released. Which
// answers can the people of each background have given, in whole numbers, if the tables are true?
//
// He is told more than any real attacker knows: also who had answered before a tick and was left
// out of it. What he does not do is to play the release rules on each solution, to leave out those
// with which the rules would have admitted other people.
#pragma once

#include <gtest/gtest.h>

#include "attack_checks.h"
#include "whole_numbers.h"

namespace lyhord::attack {

struct RosterRate {
    Rate rate;
    std::size_t undecided = 0;  // people; the search for another answer of theirs was given up

    // As if everybody undecided were pinned.
    double share_at_most() const {
        return Rate{.pinned = rate.pinned + undecided, .tried = rate.tried}.share();
    }
    RosterRate& operator+=(const RosterRate& other) {
        rate += other.rate;
        undecided += other.undecided;
        return *this;
    }
};

// Nothing tells people with the same categories apart: they are one group. Unknown is how many of
// each group chose each option: a cell.
class Roster {
public:
    Roster(const Round& round, const Release& release)
        : options_(static_cast<std::size_t>(round.questions[release.question].options)) {
        std::map<std::vector<int>, std::vector<std::size_t>> groups;
        for (const Counted& one : release.counted) groups[one.categories].push_back(one.person);
        for (const auto& [categories, people] : groups) {
            const std::size_t begin = answers_.size();
            answers_.resize(begin + options_, 0);
            for (const std::size_t person : people) {
                const int option = round.people[person].answers[release.question]->front();
                ++answers_[begin + static_cast<std::size_t>(option)];
            }
            categories_.push_back(categories);
            people_.push_back(static_cast<int>(people.size()));
        }
        add_tables(release);
        for (std::size_t group = 0; group < people_.size(); ++group) {
            sums_.push_back({.cells = cells_of(group), .value = people_[group]});
        }
    }

    // A group is pinned if no solution gives it any other answers than the true ones, which are all
    // the same. The search begins at the true answers: that spares it the first solution, and what
    // has been proved does not depend on where it began.
    RosterRate run() const {
        const WholeNumbers puzzle(sums_, answers_.size());
        EXPECT_TRUE(puzzle.is_solved_by(answers_)) << "the tables are not those of the answers";
        std::vector<bool> open(people_.size(), false);
        RosterRate result;
        for (std::size_t group = 0; group < people_.size(); ++group) {
            const auto people = static_cast<std::size_t>(people_[group]);
            result.rate.tried += people;
            const std::size_t only = cells_of(group)[most_common(group)];
            if (open[group] || answers_[only] < people_[group]) continue;
            const Search search = puzzle.search(without(only), answers_, steps_max);
            if (search.found) {
                open_changed(*search.found, open);
            } else if (search.gave_up) {
                result.undecided += people;
            } else {
                result.rate.pinned += people;
            }
        }
        return result;
    }

private:
    static constexpr int steps_max = 3000;

    std::vector<std::size_t> cells_of(std::size_t group) const {
        std::vector<std::size_t> cells;
        for (std::size_t option = 0; option < options_; ++option) {
            cells.push_back(group * options_ + option);
        }
        return cells;
    }

    void add_tables(const Release& release) {
        const std::vector<bool> everybody(people_.size(), true);
        add_table(release.grown.total, everybody);
        for (std::size_t d = 0; d < release.after.dimensions.size(); ++d) {
            for (const auto& [category, unused] : release.after.dimensions[d]) {
                std::vector<bool> inside;
                for (const std::vector<int>& categories : categories_) {
                    inside.push_back(categories[d] == category);
                }
                add_table(growth_of(release, d, category), inside);
            }
        }
    }

    void add_table(const Cell& table, const std::vector<bool>& groups) {
        for (std::size_t option = 0; option < options_; ++option) {
            const auto count = table.options.find(static_cast<int>(option));
            Sum sum{.cells = {}, .value = count == table.options.end() ? 0 : count->second};
            for (std::size_t group = 0; group < groups.size(); ++group) {
                if (groups[group]) sum.cells.push_back(group * options_ + option);
            }
            sums_.push_back(std::move(sum));
        }
    }

    std::size_t most_common(std::size_t group) const {
        const auto begin = answers_.begin() + static_cast<std::ptrdiff_t>(group * options_);
        const auto end = begin + static_cast<std::ptrdiff_t>(options_);
        return static_cast<std::size_t>(std::max_element(begin, end) - begin);
    }

    // Anything goes, but somebody of the cell's group chose otherwise.
    Bounds without(std::size_t cell) const {
        Bounds bounds{.least = Numbers(answers_.size(), 0), .most = Numbers(answers_.size(), 0)};
        for (std::size_t at = 0; at < answers_.size(); ++at) {
            bounds.most[at] = people_[at / options_];
        }
        --bounds.most[cell];
        return bounds;
    }

    // One other solution opens more groups than the one it was looked for.
    void open_changed(const Numbers& other, std::vector<bool>& open) const {
        for (std::size_t at = 0; at < other.size(); ++at) {
            if (other[at] != answers_[at]) open[at / options_] = true;
        }
    }

    std::size_t options_;
    std::vector<std::vector<int>> categories_;  // by group
    Numbers people_;                            // by group
    Numbers answers_;                           // by cell
    std::vector<Sum> sums_;
};

inline RosterRate roster(const Round& round, const std::vector<Release>& releases) {
    RosterRate rate;
    for (const Release& release : releases) {
        if (!round.questions[release.question].multiple) rate += Roster(round, release).run();
    }
    return rate;
}

}  // namespace lyhord::attack
