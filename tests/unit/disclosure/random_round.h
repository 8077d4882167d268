// Owns random rounds: streams of arrivals with ticks, restarts, kills inside a tick, withdrawals
// and late answers; of one municipality, or joint.
#pragma once

#include <random>

#include "attack_round.h"

namespace lyhord::attack {

class RandomRound {
public:
    explicit RandomRound(std::mt19937_64& random) : random_(random) {}

    Round make() {
        round_.batch_size_min = 3 + below(3);
        round_.batch_min = static_cast<std::size_t>(round_.batch_size_min + below(10));
        // Many values and categories give each answer few neighbors: work for rule 3.
        even_ = below(2) == 0;
        round_.owners = below(4) == 0 ? 2 + below(2) : 1;
        add_dimensions();
        round_.questions = {
            {.options = even_ ? 8 : 2 + below(4)},
            {.options = 2 + below(3)},
            {.options = 3, .multiple = true, .is_text = true},
        };
        const int people = below(round_.owners > 1 ? 110 : 70);
        for (int i = 0; i < people; ++i) round_.people.push_back(person());
        if (people > 5 && below(3) == 0) round_.late = static_cast<std::size_t>(below(5));
        add_events();
        return std::move(round_);
    }

private:
    int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
    // Small numbers are likelier than large ones.
    int skewed(int bound) {
        const int first = below(bound);
        return std::min(first, below(bound));
    }
    std::size_t moment() {
        return static_cast<std::size_t>(below(static_cast<int>(round_.in_time()) + 1));
    }

    void add_dimensions() {
        std::vector<int> sizes;
        for (int d = below(4); d > 0; --d) sizes.push_back(1 + below(4));
        if (even_) sizes.push_back(4);
        if (round_.owners == 1) {
            if (below(2) == 0) round_.add_areas(4 + below(3));
            for (const int size : sizes) round_.add_dimension(size);
            return;
        }
        for (const int size : sizes) round_.add_joint_dimension(size);
    }

    std::vector<int> background() {
        const int owner = below(round_.owners);
        std::vector<int> categories;
        for (const int all : round_.dimensions) {
            // A joint dimension has a remainder for each owner, beside what one could say.
            const int block = all / round_.owners;
            const int said = round_.owners > 1 ? block - 2 : block;
            const bool skipped = below(20) == 0;
            categories.push_back(owner * block + (skipped ? said : skewed(said)));
        }
        return categories;
    }

    // The first question is asked of everybody, the second only of those who chose the first's
    // option 0, the third is a text with themes. Some skip.
    Person person() {
        const int options = round_.questions[0].options;
        const int first = even_ ? below(options) : skewed(options);
        Person person{.background = background(), .answers = {Answer{first}, {}, Answer{}}};
        if (first == 0) person.answers[1] = Answer{skewed(round_.questions[1].options)};
        for (int option = 0; option < 3; ++option) {
            if (below(3) > 0) person.answers[2]->push_back(option);
        }
        if (below(10) == 0) person.answers[2] = std::nullopt;
        return person;
    }

    void add_events() {
        for (int i = below(8); i > 0; --i) round_.ticks.push_back(moment());
        for (int i = below(3); i > 0; --i) round_.restarts.push_back(moment());
        std::ranges::sort(round_.ticks);
        std::ranges::sort(round_.restarts);
        for (std::size_t tick = 0; tick <= round_.ticks.size(); ++tick) {
            if (below(3) == 0) round_.kills[tick] = 1 + below(2);
        }
        for (std::size_t who = 0; who < round_.people.size(); ++who) {
            if (below(8) == 0) round_.withdrawals.push_back({.person = who, .arrivals = moment()});
        }
    }

    std::mt19937_64& random_;
    bool even_ = false;
    Round round_;
};

inline Round random_round(std::mt19937_64& random) { return RandomRound(random).make(); }

}  // namespace lyhord::attack
