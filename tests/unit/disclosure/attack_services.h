// Owns the service under attack: the only place where the attack tests meet service/disclosure.
#pragma once

#include <vector>

#include "attack_round.h"
#include "builders.h"
#include "disclosure/settlement.h"

namespace lyhord::attack {

inline disclosure::QuestionShape shape_of(const Round& round, std::size_t question) {
    const Question& asked = round.questions[question];
    disclosure::QuestionShape shape{
        .rules = disclosure::Rules::all,
        .choice = asked.multiple ? disclosure::Choice::multiple : disclosure::Choice::single,
        .options = static_cast<std::size_t>(asked.options),
        .dimensions = {},
        .batch_size_min = round.batch_size_min};
    for (std::size_t d = 0; d < round.dimensions.size(); ++d) {
        const std::vector<std::string> ids(static_cast<std::size_t>(round.dimensions[d]), "c");
        shape.dimensions.push_back(disclosure::testing::listed_dimension("d", ids));
        for (std::size_t category = 0; category < round.moves_to[d].size(); ++category) {
            shape.dimensions.back().categories[category].moves_to =
                static_cast<disclosure::Index>(round.moves_to[d][category]);
        }
    }
    return shape;
}

inline std::vector<disclosure::Fragment> fragments_of(const Round& round, const Pending& pending) {
    std::vector<disclosure::Fragment> fragments;
    for (const std::size_t person : pending.people) {
        const Answer& answer = *round.people[person].answers[pending.question];
        const std::vector<int>& background = round.people[person].background;
        fragments.push_back({.options = {answer.begin(), answer.end()},
                             .categories = {background.begin(), background.end()}});
    }
    return fragments;
}

inline std::vector<Counted> counted(const Pending& pending, const disclosure::Outcome& outcome) {
    std::vector<Counted> result;
    for (const disclosure::Admitted& one : outcome.admitted) {
        result.push_back({.person = pending.people[one.fragment],
                          .categories = {one.categories.begin(), one.categories.end()}});
    }
    return result;
}

// What the service really does.
inline Service real_service() {
    return {.tick =
                [](const Round& round, const Pending& pending) {
                    const auto shape = shape_of(round, pending.question);
                    return counted(
                        pending,
                        disclosure::admit(shape, fragments_of(round, pending), round.batch_min));
                },
            .settle =
                [](const Round& round, const Pending& pending) {
                    const auto shape = shape_of(round, pending.question);
                    return counted(pending,
                                   disclosure::settle(shape, fragments_of(round, pending)));
                }};
}

}  // namespace lyhord::attack
