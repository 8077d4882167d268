// Adversaries, each with the rate at which it pins an answer beside its bound.
#include <gtest/gtest.h>

#include "attack_services.h"
#include "attack_streams.h"
#include "attack_town.h"
#include "backup_attack.h"
#include "mutants.h"

namespace lyhord::attack {
namespace {

// Adds up what an attacker does in rounds of 100 and 200 answers, some with a tick after every one
// (the most releases there can be), some with a few in all.
template <typename Attacker>
Rate attacked(const Service& service, const Attacker& attacker) {
    Rate rate;
    for (int seed = 1; seed <= streams(6); ++seed) {
        std::mt19937_64 random(static_cast<std::uint64_t>(seed));
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

TEST(AttackRates, TwoBackupsPinNobodyWhoIsCounted) {
    const auto with = [](const Service& service) {
        return attacked(service, [&](const Round& round, const std::vector<Release>& releases) {
            return two_backups(round, releases, service.habits);
        });
    };
    const Rate real = with(real_service());
    print("two backups, from before and after a tick", real, "0");
    Service readable = real_service();
    readable.habits.leaves_old_copies_readable = true;
    const Rate opened = with(readable);
    print("two backups, the first can still be read", opened, "mutant: over 40");
    EXPECT_GT(real.tried, 300u);
    EXPECT_EQ(real.pinned, 0u);
    EXPECT_GT(opened.share(), 0.4);
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

}  // namespace
}  // namespace lyhord::attack
