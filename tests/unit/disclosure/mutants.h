// Owns services that forget one rule each: if the checks of the attack tests do not notice, they
// would not notice it in the real one either. Written without service/disclosure, in the plainest
// way, since a mutant need not be fast. The one that forgets nothing is compared with the real one.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "attack_checks.h"

namespace lyhord::attack {

enum class Mutation {
    none,
    no_rule_1,
    b_minus_one,
    no_rule_2,
    no_rule_3,
    cumulative,     // the rules look at the table with the batch in it, so one answer is enough
    per_answer,     // whole answers are admitted by what the first question shows
    first_come,     // who came first is judged, and who came later waits
    moved_in_part,  // settlement moves as many of a category as another one lacks
    remainder_unchecked,  // settlement counts what its peeling takes out, however little it is
};

// A tick, on the categories in which people are to be counted.
class MutantPeeling {
public:
    MutantPeeling(Mutation mutation, const Round& round, const Pending& pending)
        : mutation_(mutation), round_(round), pending_(pending) {}

    bool breaks_rule_1_or_2(const Cell& cell) const {
        const int least = round_.batch_size_min - (mutation_ == Mutation::b_minus_one ? 1 : 0);
        if (mutation_ != Mutation::no_rule_1 && cell.base < least) return true;
        return mutation_ != Mutation::no_rule_2 && cell.base - largest(cell) < 2;
    }

    // Those who stay, judged by their answers to the given question.
    std::vector<Counted> run(std::vector<Counted> people, std::size_t question) const {
        std::size_t before = people.size() + 1;
        while (people.size() < before) {
            before = people.size();
            const Cells cells = cells_of(people, question);
            std::erase_if(people, [&](const Counted& one) {
                return breaks(one, cells, round_.questions[question].multiple);
            });
        }
        return people;
    }

private:
    using Key = std::pair<std::size_t, int>;  // 0: the whole batch, else a dimension and a category
    using Cells = std::map<Key, Cell>;

    Cells cells_of(const std::vector<Counted>& people, std::size_t question) const {
        Cells cells;
        if (mutation_ == Mutation::cumulative) {
            cells[{0, 0}] = pending_.released.total;
            for (std::size_t d = 0; d < round_.dimensions.size(); ++d) {
                for (const auto& [category, cell] : pending_.released.dimensions[d]) {
                    cells[{d + 1, category}] = cell;
                }
            }
        }
        for (const Counted& one : people) {
            for (const Key& key : keys_of(one)) {
                cells[key].add(*round_.people[one.person].answers[question]);
            }
        }
        return cells;
    }

    static std::vector<Key> keys_of(const Counted& one) {
        std::vector<Key> keys = {{0, 0}};
        for (std::size_t d = 0; d < one.categories.size(); ++d) {
            keys.emplace_back(d + 1, one.categories[d]);
        }
        return keys;
    }

    bool breaks(const Counted& one, const Cells& cells, bool multiple) const {
        std::map<int, std::size_t> seen_in;
        const std::vector<Key> keys = keys_of(one);
        for (const Key& key : keys) {
            const Cell& cell = cells.at(key);
            if (breaks_rule_1_or_2(cell)) return true;
            for (const int option : values(cell)) ++seen_in[option];
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

inline std::vector<Counted> by_background(const Round& round,
                                          const std::vector<std::size_t>& people) {
    std::vector<Counted> counted;
    for (const std::size_t person : people) {
        counted.push_back({.person = person, .categories = round.people[person].background});
    }
    return counted;
}

inline std::vector<Counted> mutant_tick(Mutation mutation,
                                        const Round& round,
                                        const Pending& pending) {
    const bool whole_answers = mutation == Mutation::per_answer;
    std::vector<Counted> people =
        by_background(round, whole_answers ? pending.everybody : pending.people);
    const bool first_only = mutation == Mutation::first_come && people.size() > round.batch_min;
    if (first_only) people.resize(round.batch_min);
    people = MutantPeeling(mutation, round, pending)
                 .run(std::move(people), whole_answers ? 0 : pending.question);
    if (mutation != Mutation::cumulative && people.size() < round.batch_min) return {};
    std::erase_if(people, [&](const Counted& one) {
        return !round.people[one.person].answers[pending.question];
    });
    return people;
}

// Settlement, a dimension at a time.
class MutantSettlement {
public:
    MutantSettlement(Mutation mutation, const Round& round, const Pending& pending)
        : mutation_(mutation),
          round_(round),
          pending_(pending),
          peeling_(mutation, round, pending),
          people_(by_background(round, pending.people)) {}

    std::vector<Counted> run() {
        for (std::size_t d = 0; d < round_.dimensions.size(); ++d) mend_dimension(d);
        std::vector<Counted> counted = peeling_.run(people_, pending_.question);
        std::set<std::size_t> stay;
        for (const Counted& one : counted) stay.insert(one.person);
        std::vector<Counted> left;
        Cell together;
        for (Counted one : people_) {
            if (stay.contains(one.person)) continue;
            together.add(answer_of(one));
            for (std::size_t d = 0; d < round_.dimensions.size(); ++d) {
                one.categories[d] = round_.dimensions[d] + 1;
            }
            left.push_back(std::move(one));
        }
        const bool unchecked = mutation_ == Mutation::remainder_unchecked;
        if (unchecked || !peeling_.breaks_rule_1_or_2(together)) {
            counted.insert(counted.end(), left.begin(), left.end());
        }
        return counted;
    }

private:
    const Answer& answer_of(const Counted& one) const {
        return *round_.people[one.person].answers[pending_.question];
    }

    std::map<int, Cell> cells_of(std::size_t d) const {
        std::map<int, Cell> cells;
        for (const Counted& one : people_) cells[one.categories[d]].add(answer_of(one));
        return cells;
    }

    // What is farthest from "Ej redovisat" first.
    void mend_dimension(std::size_t d) {
        std::vector<int> order;
        for (int category = 0; category < round_.dimensions[d] + 2; ++category) {
            order.push_back(category);
        }
        std::ranges::stable_sort(order, std::greater{}, [&](int category) {
            return way_of(round_, d, category).size();
        });
        for (const int category : order) {
            while (mend_once(d, category)) {
            }
        }
    }

    // The smallest category that leads here joins; if there is none, all of this one leaves.
    bool mend_once(std::size_t d, int category) {
        const std::map<int, Cell> cells = cells_of(d);
        const auto found = cells.find(category);
        if (found == cells.end() || !peeling_.breaks_rule_1_or_2(found->second)) return false;
        if (const std::optional<int> joins = smallest_below(d, category, cells)) {
            const int lacks = std::max(1, round_.batch_size_min - found->second.base);
            const bool in_part = mutation_ == Mutation::moved_in_part;
            move(d, *joins, {.to = category, .at_most = in_part ? lacks : cells.at(*joins).base});
            return true;
        }
        const int next = round_.moves_to[d][static_cast<std::size_t>(category)];
        move(d, category, {.to = next, .at_most = found->second.base});
        return false;
    }

    std::optional<int> smallest_below(std::size_t d,
                                      int target,
                                      const std::map<int, Cell>& cells) const {
        std::optional<int> smallest;
        const auto rank = [&](int category) {
            return std::pair(cells.at(category).base, category == round_.dimensions[d]);
        };
        for (const auto& [category, cell] : cells) {
            const std::vector<int> way = way_of(round_, d, category);
            const bool leads_here = category != target && std::ranges::count(way, target) > 0;
            if (leads_here && (!smallest || rank(category) < rank(*smallest))) smallest = category;
        }
        return smallest;
    }

    struct Where {
        int to = 0;
        int at_most = 0;
    };
    void move(std::size_t d, int from, Where where) {
        for (Counted& one : people_) {
            if (one.categories[d] != from || where.at_most == 0) continue;
            one.categories[d] = where.to;
            --where.at_most;
        }
    }

    Mutation mutation_;
    const Round& round_;
    const Pending& pending_;
    MutantPeeling peeling_;
    std::vector<Counted> people_;
};

// Those that do not judge a question's batch by itself settle like a tick, and withhold the rest.
inline Service mutant(Mutation mutation) {
    const auto tick = [mutation](const Round& round, const Pending& pending) {
        return mutant_tick(mutation, round, pending);
    };
    const auto settle = [mutation](const Round& round, const Pending& pending) {
        return MutantSettlement(mutation, round, pending).run();
    };
    const bool by_the_rules = mutation != Mutation::cumulative &&
                              mutation != Mutation::per_answer && mutation != Mutation::first_come;
    return {.tick = tick, .settle = by_the_rules ? decltype(Service::settle)(settle) : tick};
}

}  // namespace lyhord::attack
