// Owns the municipality in which the attackers' rates are measured, and how a rate is printed.
#pragma once

#include <cstdio>

#include "attack_checks.h"

namespace lyhord::attack {

using Weights = std::vector<double>;

inline int draw(std::mt19937_64& random, const Weights& weights) {
    std::discrete_distribution<int> distribution(weights.begin(), weights.end());
    return distribution(random);
}

// People of a middling municipality; the second question is asked of those who feel most unsafe.
inline Person resident(std::mt19937_64& random) {
    const int first = draw(random, {.18, .37, .20, .18, .07});
    Person person{.background = {draw(random, {.34, .16, .14, .12, .10, .06, .05, .03}),
                                 draw(random, {.15, .22, .33, .22, .08}),
                                 draw(random, {.49, .48, .03})},
                  .answers = {Answer{first}, std::nullopt}};
    if (first == 4) person.answers[1] = Answer{draw(random, {.4, .3, .2, .1})};
    return person;
}

inline Round municipality(std::mt19937_64& random, std::size_t answers) {
    Round round{.batch_size_min = 5,
                .batch_min = 5,
                .dimensions = {},
                .moves_to = {},
                .questions = {{.options = 5, .multiple = false}, {.options = 4, .multiple = false}},
                .people = {},
                .ticks = {}};
    for (const int categories : {8, 5, 3}) round.add_dimension(categories);
    for (std::size_t i = 0; i < answers; ++i) round.people.push_back(resident(random));
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
