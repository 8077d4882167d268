// Owns services that forget one rule each: if the checks of the attack tests do not notice, they
// would not notice it in the real one either. Written without service/disclosure, in the plainest
// way, since a mutant need not be fast.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "attack_round.h"

namespace lyhord::attack {

enum class Mutation {
    none,
    b_minus_one,
    no_rule_2,
    no_rule_3,
    cumulative,  // the rules look at the table with the batch in it, so one answer is enough
    per_answer,  // whole answers are admitted by what the first question shows
};

class MutantTick {
public:
    MutantTick(Mutation mutation, const Round& round, const Pending& pending)
        : mutation_(mutation), round_(round), pending_(pending) {}

    std::vector<Counted> run() const {
        const bool whole_answers = mutation_ == Mutation::per_answer;
        const std::size_t judged = whole_answers ? 0 : pending_.question;
        std::vector<std::size_t> people = whole_answers ? pending_.everybody : pending_.people;
        while (take_out_one(people, judged)) {
        }
        std::vector<Counted> counted;
        for (const std::size_t person : people) {
            if (!round_.people[person].answers[pending_.question]) continue;
            counted.push_back({.person = person, .categories = round_.people[person].background});
        }
        return counted;
    }

private:
    using Cells = std::map<std::pair<std::size_t, int>, Cell>;

    Cells cells_of(const std::vector<std::size_t>& people, std::size_t question) const {
        Cells cells;
        if (mutation_ == Mutation::cumulative) {
            cells[{0, 0}] = pending_.released.total;
            for (std::size_t d = 0; d < round_.dimensions.size(); ++d) {
                for (const auto& [category, cell] : pending_.released.dimensions[d]) {
                    cells[{d + 1, category}] = cell;
                }
            }
        }
        for (const std::size_t person : people) {
            for (const auto& key : keys_of(person)) {
                cells[key].add(*round_.people[person].answers[question]);
            }
        }
        return cells;
    }

    std::vector<std::pair<std::size_t, int>> keys_of(std::size_t person) const {
        std::vector<std::pair<std::size_t, int>> keys = {{0, 0}};
        for (std::size_t d = 0; d < round_.dimensions.size(); ++d) {
            keys.emplace_back(d + 1, round_.people[person].background[d]);
        }
        return keys;
    }

    bool take_out_one(std::vector<std::size_t>& people, std::size_t question) const {
        const Cells cells = cells_of(people, question);
        for (std::size_t i = 0; i < people.size(); ++i) {
            if (!breaks(people[i], cells, round_.questions[question].multiple)) continue;
            people.erase(people.begin() + static_cast<std::ptrdiff_t>(i));
            return true;
        }
        return false;
    }

    bool breaks(std::size_t person, const Cells& cells, bool multiple) const {
        const int least = round_.batch_size_min - (mutation_ == Mutation::b_minus_one ? 1 : 0);
        std::map<int, std::size_t> seen_in;
        const auto keys = keys_of(person);
        for (const auto& key : keys) {
            const Cell& cell = cells.at(key);
            if (cell.base < least) return true;
            for (const auto& [option, count] : cell.options) {
                const bool rule_2 = mutation_ != Mutation::no_rule_2;
                if (rule_2 && cell.base - count < 2) return true;
                ++seen_in[option];
            }
        }
        if (multiple || mutation_ == Mutation::no_rule_3) return false;
        const auto everywhere = std::ranges::count_if(
            seen_in, [&](const auto& entry) { return entry.second == keys.size(); });
        return everywhere < 2;
    }

    Mutation mutation_;
    const Round& round_;
    const Pending& pending_;
};

// Settles like a tick, and withholds what is left.
inline Service mutant(Mutation mutation) {
    const auto decide = [mutation](const Round& round, const Pending& pending) {
        return MutantTick(mutation, round, pending).run();
    };
    return {.tick = decide, .settle = decide};
}

}  // namespace lyhord::attack
