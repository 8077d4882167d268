// Owns the rounds that the attack tests play: people with a background and answers, who arrive in
// an order, what happens meanwhile, and the tables that the world sees. Nothing here knows how the
// service decides.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace lyhord::attack {

using Answer = std::vector<int>;  // ticked options

struct Person {
    std::vector<int> background;                 // a category for each dimension
    std::vector<std::optional<Answer>> answers;  // by question; none: it was not asked or skipped
};

struct Question {
    int options = 0;
    bool multiple = false;
    bool is_text = false;  // its options are themes; the text can be withdrawn
};

// Of the text that the person wrote, or will have written: it may overtake a queued answer.
struct Withdrawal {
    std::size_t person = 0;
    std::size_t arrivals = 0;  // after how many
};

// Dimensions have the categories 0 to n-1; n is "Uppgift saknas", n+1 "Ej redovisat". `moves_to` is
// public: where a category goes when settlement cannot show it.
struct Round {
    int batch_size_min = 5;
    std::size_t batch_min = 5;
    std::vector<int> dimensions;
    std::vector<std::vector<int>> moves_to;
    std::vector<Question> questions;
    std::vector<Person> people;              // in order of arrival
    std::vector<std::size_t> ticks;          // after how many arrivals, ascending
    std::vector<std::size_t> restarts = {};  // after how many arrivals, ascending
    std::map<std::size_t, int> kills = {};   // how often which tick; the settlement is the last
    std::vector<Withdrawal> withdrawals = {};
    std::size_t late = 0;  // so many, the last of all, come when the settlement has begun
    int owners = 1;        // of a joint round

    std::size_t in_time() const { return people.size() - late; }

    void add_dimension(int categories) {
        dimensions.push_back(categories);
        const auto size = static_cast<std::size_t>(categories) + 2;
        moves_to.emplace_back(size, categories + 1);
    }

    // Areas: the last two categories are a parent's remainder, to which the first half of the areas
    // moves, and that of the whole, to which the other areas and the parent's remainder move.
    void add_areas(int categories) {
        add_dimension(categories);
        for (int area = 0; area < categories - 1; ++area) {
            const bool in_parent = area < categories / 2;
            moves_to.back()[static_cast<std::size_t>(area)] =
                in_parent ? categories - 2 : categories - 1;
        }
        moves_to.back()[static_cast<std::size_t>(categories - 2)] = categories - 1;
    }

    // Owner x a dimension: for each owner the categories, one for who did not say, and a remainder,
    // to which the owner's others move before anything of the owner's goes to "Ej redovisat".
    void add_joint_dimension(int categories) {
        const int block = categories + 2;
        add_dimension(owners * block);
        for (int category = 0; category < owners * block; ++category) {
            const int remainder = category - category % block + block - 1;
            if (category == remainder) continue;
            moves_to.back()[static_cast<std::size_t>(category)] = remainder;
        }
    }

    // None: "Ej redovisat".
    std::optional<int> owner_of(std::size_t dimension, int category) const {
        if (category >= dimensions[dimension]) return std::nullopt;
        return category / (dimensions[dimension] / owners);
    }
};

struct Cell {
    int base = 0;
    std::map<int, int> options;

    void add(const Answer& answer, int times = 1) {
        base += times;
        for (const int option : answer) options[option] += times;
    }
};

// What is published of a question at a time.
struct Tables {
    Cell total;
    std::vector<std::map<int, Cell>> dimensions;

    void add(const Answer& answer, const std::vector<int>& categories, int times = 1) {
        total.add(answer, times);
        for (std::size_t d = 0; d < dimensions.size(); ++d) {
            dimensions[d][categories[d]].add(answer, times);
        }
    }
};

inline Cell difference(const Cell& after, const Cell& before) {
    Cell result{.base = after.base - before.base, .options = {}};
    for (const auto& [option, count] : after.options) {
        const auto earlier = before.options.find(option);
        const int growth = count - (earlier == before.options.end() ? 0 : earlier->second);
        if (growth != 0) result.options[option] = growth;
    }
    return result;
}

inline Tables difference(const Tables& after, const Tables& before) {
    Tables result{.total = difference(after.total, before.total), .dimensions = {}};
    for (std::size_t d = 0; d < after.dimensions.size(); ++d) {
        result.dimensions.emplace_back();
        for (const auto& [category, cell] : after.dimensions[d]) {
            const auto earlier = before.dimensions[d].find(category);
            const bool known = earlier != before.dimensions[d].end();
            result.dimensions[d][category] = known ? difference(cell, earlier->second) : cell;
        }
    }
    return result;
}

struct Counted {
    std::size_t person = 0;
    std::vector<int> categories;  // those it is counted in, which settlement may have changed
};

// One release of one question: the cumulative tables after it and what they have grown by, which
// everybody has, and who is in it, which the attackers are told only as far as their name says.
struct Release {
    std::size_t question = 0;
    bool settlement = false;
    std::size_t arrived = 0;  // how many had, before it
    Tables after;
    Tables grown;
    std::vector<Counted> counted;
    std::vector<std::vector<Counted>> killed;  // what it had decided each time that it was killed
    std::vector<std::size_t> waited;           // who waited for it
    std::vector<std::size_t> waits;            // and who of them still does
};

struct Pending {
    std::size_t question = 0;
    std::vector<std::size_t> people;     // who wait with an answer to the question
    std::vector<std::size_t> everybody;  // who wait with an answer to the first question
    const Tables& released;
};

// What a service does beside deciding. The real one does none of these.
struct Habits {
    bool ticks_after_every_answer = false;  // beside those of the round
    bool counts_again_after_a_kill = false;
    bool takes_answers_while_settling = false;
    bool subtracts_withdrawn_texts = false;
    bool leaves_old_copies_readable = false;  // backups from before a tick
};

// How a service decides. What `settle` leaves out is withheld.
struct Service {
    std::function<std::vector<Counted>(const Round&, const Pending&)> tick;
    std::function<std::vector<Counted>(const Round&, const Pending&)> settle;
    Habits habits = {};
};

}  // namespace lyhord::attack
