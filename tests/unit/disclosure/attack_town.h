// Owns the municipality in which the attackers' rates are measured, and how a rate is printed.
#pragma once

#include <cstdio>
#include <random>

#include "attack_checks.h"

namespace lyhord::attack {

using Draw = std::discrete_distribution<int>;

// People of a middling municipality; the second question is asked of those who feel most unsafe.
class Residents {
public:
    explicit Residents(std::mt19937_64& random) : random_(random) {}

    Person next() {
        const int first = first_(random_);
        const int area = area_(random_);
        const int age = age_(random_);
        Person person{.background = {area, age, gender_(random_)}, .answers = {Answer{first}, {}}};
        if (first == 4) person.answers[1] = Answer{second_(random_)};
        return person;
    }

private:
    std::mt19937_64& random_;
    Draw first_{.18, .37, .20, .18, .07};
    Draw area_{.34, .16, .14, .12, .10, .06, .05, .03};
    Draw age_{.15, .22, .33, .22, .08};
    Draw gender_{.49, .48, .03};
    Draw second_{.4, .3, .2, .1};
};

inline Round municipality(std::mt19937_64& random, std::size_t answers) {
    Round round{.batch_size_min = 5,
                .batch_min = 5,
                .dimensions = {},
                .moves_to = {},
                .questions = {{.options = 5, .multiple = false}, {.options = 4, .multiple = false}},
                .people = {},
                .ticks = {}};
    for (const int categories : {8, 5, 3}) round.add_dimension(categories);
    Residents residents(random);
    for (std::size_t i = 0; i < answers; ++i) round.people.push_back(residents.next());
    return round;
}

inline std::vector<std::size_t> every(std::size_t step, std::size_t last) {
    std::vector<std::size_t> ticks;
    for (std::size_t at = step; at <= last; at += step) ticks.push_back(at);
    return ticks;
}

inline void print(const char* attacker, const Rate& rate, const char* bound) {
    std::printf("%-58s %5.2f %% of %zu (%s)\n", attacker, 100 * rate.share(), rate.tried, bound);
}

}  // namespace lyhord::attack
