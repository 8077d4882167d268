// Owns the attacker who has two backups, one from before a tick and one from after it, the keys of
// today, the background of a victim who had answered by the first, and every table.
//
// Real files, keys and logs are attacked in tests/faults/private_backups_test.cpp. Here is what
// that one cannot tell: what the released tables are worth to him, and what he would have if the
// first backup could still be read.
#pragma once

#include "attack_checks.h"

namespace lyhord::attack {

// The answers of those of the given background.
inline std::multiset<int> answers_of(const Round& round,
                                     std::size_t question,
                                     const std::vector<std::size_t>& people,
                                     const std::vector<int>& background) {
    std::multiset<int> answers;
    for (const std::size_t person : people) {
        if (round.people[person].background != background) continue;
        answers.insert(round.people[person].answers[question]->front());
    }
    return answers;
}

// What the victim can have answered. Whoever still waits can be read in the second backup in any
// case; who waited and was counted only in the first.
inline std::set<int> possible_by_backups(const Round& round,
                                         const Release& release,
                                         const std::vector<int>& background,
                                         const Habits& habits) {
    const std::multiset<int> waits = answers_of(round, release.question, release.waits, background);
    std::set<int> possible = {waits.begin(), waits.end()};
    if (!habits.leaves_old_copies_readable) {
        possible.merge(possible_by_background(round, release, background));
        return possible;
    }
    const std::multiset<int> waited =
        answers_of(round, release.question, release.waited, background);
    possible.insert(waited.begin(), waited.end());
    return possible;
}

// Counts the answers that are counted; those that wait are not protected from who has the keys.
inline Rate two_backups(const Round& round,
                        const std::vector<Release>& releases,
                        const Habits& habits) {
    Rate rate;
    for (const Release& release : releases) {
        if (round.questions[release.question].multiple) continue;
        for (const auto& [background, people] : backgrounds(round, release)) {
            const auto possible = possible_by_backups(round, release, background, habits);
            rate += {.pinned = possible.size() == 1 ? people : 0, .tried = people};
        }
    }
    return rate;
}

}  // namespace lyhord::attack
