// Thousands of random rounds, with everything they ever release looked at by attack_checks.h.
#include <gtest/gtest.h>

#include <numeric>

#include "attack_checks.h"
#include "attack_services.h"
#include "mutants.h"

namespace lyhord::attack {
namespace {

constexpr int rounds = 2000;

std::set<std::string> broken_rules(const Round& round, const Service& service) {
    std::set<std::string> broken;
    for (const Release& release : play(round, service)) broken.merge(broken_rules(round, release));
    return broken;
}

TEST(ReleaseProperty, EveryReleaseOfEveryRoundKeepsTheRules) {
    std::mt19937_64 random(11);
    const Service service = real_service();
    std::size_t ticked = 0;
    std::size_t settled = 0;
    for (int i = 0; i < rounds; ++i) {
        const Round round = random_round(random);
        for (const Release& release : play(round, service)) {
            ASSERT_EQ(broken_rules(round, release), std::set<std::string>{}) << "round " << i;
            ++(release.settlement ? settled : ticked);
        }
    }
    std::printf("%d rounds: %zu releases at ticks, %zu at settlement\n", rounds, ticked, settled);
    EXPECT_GT(ticked, 1000u);
    EXPECT_GT(settled, 1000u);
}

using People = std::set<std::size_t>;

// By question: whom the releases counted. Fails on one who is counted twice.
std::map<std::size_t, People> everybody_counted(const std::vector<Release>& releases) {
    std::map<std::size_t, People> counted;
    for (const Release& release : releases) {
        for (const Counted& one : release.counted) {
            EXPECT_TRUE(counted[release.question].insert(one.person).second) << "counted twice";
        }
    }
    return counted;
}

// The answers to a question that were never counted.
Cell withheld(const Round& round, std::size_t question, const People& counted) {
    Cell left;
    for (std::size_t person = 0; person < round.people.size(); ++person) {
        const std::optional<Answer>& answer = round.people[person].answers[question];
        if (answer && !counted.contains(person)) left.add(*answer);
    }
    return left;
}

TEST(ReleaseProperty, SettlementWithholdsOnlyWhatCannotBeCountedTogether) {
    std::mt19937_64 random(12);
    int rounds_withholding = 0;
    for (int i = 0; i < 500; ++i) {
        const Round round = random_round(random);
        auto counted = everybody_counted(play(round, real_service()));
        for (std::size_t q = 0; q < round.questions.size(); ++q) {
            const Cell left = withheld(round, q, counted[q]);
            const bool differs = left.base - largest(left) >= 2;
            ASSERT_FALSE(left.base >= round.batch_size_min && differs) << "round " << i;
            if (left.base > 0) ++rounds_withholding;
        }
    }
    EXPECT_GT(rounds_withholding, 50);
}

TEST(ReleaseProperty, ATickDoesNotRecode) {
    std::mt19937_64 random(13);
    for (int i = 0; i < 300; ++i) {
        const Round round = random_round(random);
        for (const Release& release : play(round, real_service())) {
            if (release.settlement) continue;
            for (const Counted& one : release.counted) {
                ASSERT_EQ(one.categories, round.people[one.person].background);
            }
        }
    }
}

// How many of the rounds show that the mutant breaks a rule, by rule.
std::map<std::string, int> caught(Mutation mutation) {
    std::mt19937_64 random(14);
    const Service service = mutant(mutation);
    // A tick after each answer takes as many times longer.
    const bool answer_triggered = mutation == Mutation::cumulative;
    std::map<std::string, int> found;
    for (int i = 0; i < (answer_triggered ? 20 : 150); ++i) {
        Round round = random_round(random);
        if (answer_triggered) {
            round.ticks.resize(round.people.size());
            std::iota(round.ticks.begin(), round.ticks.end(), std::size_t{1});
        }
        for (const std::string& rule : broken_rules(round, service)) ++found[rule];
    }
    return found;
}

TEST(Mutants, TheUnmutatedServiceIsNotCaught) { EXPECT_TRUE(caught(Mutation::none).empty()); }

TEST(Mutants, BMinusOneIsCaught) { EXPECT_GT(caught(Mutation::b_minus_one)["rule 1"], 5); }

TEST(Mutants, NoRuleTwoIsCaught) { EXPECT_GT(caught(Mutation::no_rule_2)["rule 2"], 5); }

TEST(Mutants, NoRuleThreeIsCaught) { EXPECT_GT(caught(Mutation::no_rule_3)["rule 3"], 5); }

TEST(Mutants, AnAnswerTriggeredTickThatLooksAtTheWholeTableIsCaught) {
    EXPECT_GT(caught(Mutation::cumulative)["rule 1"], 5);
}

TEST(Mutants, AdmissionByWholeAnswersIsCaught) {
    auto found = caught(Mutation::per_answer);
    EXPECT_GT(found["rule 1"], 5);
    EXPECT_GT(found["rule 2"], 5);
}

}  // namespace
}  // namespace lyhord::attack
