// Adversaries, each with the rate at which it pins an answer beside its bound.
#include <gtest/gtest.h>

#include "attack_checks.h"
#include "attack_services.h"
#include "attack_town.h"
#include "mutants.h"

namespace lyhord::attack {
namespace {

// Adds up what an attacker does in rounds of 100 and 200 answers, some with a tick after every one
// (the most releases there can be), some with a few in all.
template <typename Attacker>
Rate attacked(const Service& service, const Attacker& attacker) {
    Rate rate;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        std::mt19937_64 random(seed);
        Round round = municipality(random, seed % 2 == 0 ? 100 : 200);
        round.ticks = every(seed % 3 == 0 ? 1 : 20, round.people.size());
        rate += attacker(round, play(round, service));
    }
    return rate;
}

TEST(AttackRates, AnOutsiderIsolatesNobody) {
    const Rate rate = attacked(real_service(), outsider);
    print("knows nobody", rate, "0");
    EXPECT_GT(rate.tried, 300u);
    EXPECT_EQ(rate.pinned, 0u);
}

TEST(AttackRates, AParticipantNeverSeesTheRestAgree) {
    const Rate rate = attacked(real_service(), participant);
    print("takes part and takes the own answer out", rate, "0");
    EXPECT_GT(rate.tried, 300u);
    EXPECT_EQ(rate.pinned, 0u);
}

TEST(AttackRates, KnowingABackgroundAndABatchPinsNobody) {
    const Rate rate = attacked(real_service(), category_knowledge);
    print("knows a victim's background and batch", rate, "0");
    EXPECT_GT(rate.tried, 300u);
    EXPECT_EQ(rate.pinned, 0u);
}

Rate conditional_question(const Round& round, std::vector<Release> releases) {
    std::erase_if(releases, [](const Release& release) { return release.question == 0; });
    return category_knowledge(round, releases);
}

TEST(AttackRates, AConditionalQuestionPinsNobody) {
    const Rate real = attacked(real_service(), conditional_question);
    print("conditional question, admitted by question", real, "0");
    const Rate whole = attacked(mutant(Mutation::per_answer), conditional_question);
    print("conditional question, admitted by whole answers", whole, "mutant: over 20");
    EXPECT_EQ(real.pinned, 0u);
    EXPECT_GT(whole.share(), 0.2);
}

TEST(AttackRates, EveryMutantIsWorthAnAttack) {
    const Rate cumulative = attacked(mutant(Mutation::cumulative), outsider);
    print("knows nobody, rules judge the cumulative table", cumulative, "mutant: over 50");
    EXPECT_GT(cumulative.share(), 0.5);
    const Rate without = attacked(mutant(Mutation::no_rule_2), participant);
    print("takes part, no rule 2", without, "mutant: over 0");
    EXPECT_GT(without.pinned, 0u);
    const Rate no_rule_3 = attacked(mutant(Mutation::no_rule_3), category_knowledge);
    print("knows background and batch, no rule 3", no_rule_3, "mutant: over 0");
    EXPECT_GT(no_rule_3.pinned, 0u);
    const Rate smaller = attacked(mutant(Mutation::b_minus_one), outsider);
    print("knows nobody, b - 1", smaller, "mutant: over 0");
    EXPECT_GT(smaller.pinned, 0u);
}

// Sends b - 1 answers of the victim's background right after the victim, in two pairs, so that they
// pass rule 2 by themselves.
struct CloneAttack {
    Round round;
    std::size_t victim = 0;
};

struct CloneRound {
    std::size_t honest = 0;
    std::size_t ticks = 0;
    std::size_t batch_min = 0;
};

CloneAttack clone_attack(std::mt19937_64& random, const CloneRound& how) {
    CloneAttack attack{.round = municipality(random, how.honest), .victim = 0};
    attack.round.batch_min = how.batch_min;
    std::vector<Person>& people = attack.round.people;
    attack.victim = random() % how.honest;
    const auto clones = static_cast<std::size_t>(attack.round.batch_size_min - 1);
    for (std::size_t i = 0; i < clones; ++i) {
        Person clone{.background = people[attack.victim].background,
                     .answers = {Answer{static_cast<int>(i % 2)}, std::nullopt}};
        people.insert(people.begin() + static_cast<std::ptrdiff_t>(attack.victim + 1 + i), clone);
    }
    if (how.ticks > 0) attack.round.ticks = every(people.size() / how.ticks, people.size() - 1);
    return attack;
}

// The attacker knows his own answers, takes them out of the victim's categories, and looks at what
// is left there.
bool clones_pin(const CloneAttack& attack, const Release& release) {
    std::set<std::size_t> clones;
    const Counted* victim = nullptr;
    for (const Counted& one : release.counted) {
        if (one.person == attack.victim) victim = &one;
        const bool own =
            one.person > attack.victim &&
            one.person < attack.victim + static_cast<std::size_t>(attack.round.batch_size_min);
        if (own) clones.insert(one.person);
    }
    if (victim == nullptr) return false;
    std::set<int> possible = values(difference(release.after.total, release.before.total));
    for (std::size_t d = 0; d < victim->categories.size(); ++d) {
        Cell cell = growth_of(release, d, victim->categories[d]);
        for (const std::size_t clone : clones) {
            --cell.options[attack.round.people[clone].answers[0]->front()];
        }
        const std::set<int> left = values(cell);
        std::erase_if(possible, [&](int option) { return !left.contains(option); });
    }
    return possible.size() == 1;
}

Rate clones(const CloneRound& how, int trials) {
    Rate rate;
    const Service service = real_service();
    for (int trial = 0; trial < trials; ++trial) {
        std::mt19937_64 random(static_cast<std::uint64_t>(trial));
        const CloneAttack attack = clone_attack(random, how);
        ++rate.tried;
        for (const Release& release : play(attack.round, service)) {
            if (release.question == 0 && clones_pin(attack, release)) ++rate.pinned;
        }
    }
    return rate;
}

TEST(AttackRates, ClonesPinManyWhenATickFollowsEachAnswer) {
    const Rate rate = clones({.honest = 100, .ticks = 104, .batch_min = 5}, 40);
    print("b - 1 clones, a tick after every answer", rate, "over 30: why the clock decides");
    EXPECT_GT(rate.share(), 0.3);
}

TEST(AttackRates, ClonesPinHardlyAnyByTheClock) {
    const Rate few = clones({.honest = 300, .ticks = 5, .batch_min = 50}, 100);
    print("b - 1 clones, weekly, 60 answers a week", few, "at most 5: small categories");
    const Rate many = clones({.honest = 600, .ticks = 5, .batch_min = 50}, 100);
    print("b - 1 clones, weekly, 120 answers a week", many, "at most 1");
    const Rate settled = clones({.honest = 150, .ticks = 0, .batch_min = 5}, 200);
    print("b - 1 clones, one release at settlement", settled, "at most 1");
    EXPECT_LE(few.share(), 0.05);
    EXPECT_LE(many.share(), 0.01);
    EXPECT_LE(settled.share(), 0.01);
}

}  // namespace
}  // namespace lyhord::attack
