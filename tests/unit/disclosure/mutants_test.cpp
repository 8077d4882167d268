// Each service that forgets a rule, or has a habit that the real one has not, is caught by the
// checks that find nothing in the real one.
#include "mutants.h"

#include <gtest/gtest.h>

#include "attack_rules.h"
#include "attack_services.h"
#include "random_round.h"

namespace lyhord::attack {
namespace {

// In how many of the rounds something is broken, by its name.
std::map<std::string, int> caught(const Service& service, int rounds = 100) {
    std::mt19937_64 random(14);
    std::map<std::string, int> found;
    for (int i = 0; i < rounds; ++i) {
        const Round round = random_round(random);
        for (const std::string& rule : broken_rules(round, play(round, service))) ++found[rule];
    }
    return found;
}

std::map<std::string, int> caught(Mutation mutation) { return caught(mutant(mutation)); }

Service real_service_that(bool Habits::* habit) {
    Service service = real_service();
    service.habits.*habit = true;
    return service;
}

TEST(Mutants, TheUnmutatedServiceIsNotCaught) { EXPECT_TRUE(caught(Mutation::none).empty()); }

TEST(Mutants, NoRuleOneIsCaught) { EXPECT_GT(caught(Mutation::no_rule_1)["rule 1"], 5); }

TEST(Mutants, BMinusOneIsCaught) { EXPECT_GT(caught(Mutation::b_minus_one)["rule 1"], 5); }

TEST(Mutants, NoRuleTwoIsCaught) { EXPECT_GT(caught(Mutation::no_rule_2)["rule 2"], 5); }

TEST(Mutants, NoRuleThreeIsCaught) { EXPECT_GT(caught(Mutation::no_rule_3)["rule 3"], 5); }

TEST(Mutants, ATickThatLooksAtTheWholeTableIsCaught) {
    EXPECT_GT(caught(Mutation::cumulative)["rule 1"], 5);
}

TEST(Mutants, AdmissionByWholeAnswersIsCaught) {
    auto found = caught(Mutation::per_answer);
    EXPECT_GT(found["rule 1"], 5);
    EXPECT_GT(found["rule 2"], 5);
}

TEST(Mutants, ATickThatGoesByTheOrderOfArrivalIsCaught) {
    EXPECT_GT(caught(mutant(Mutation::first_come), 500)["order"], 5);
}

TEST(Mutants, ASettlementThatMovesACategoryInPartIsCaught) {
    EXPECT_GT(caught(Mutation::moved_in_part)["part"], 5);
}

TEST(Mutants, ASettlementThatDoesNotCheckTheRemainderIsCaught) {
    auto found = caught(Mutation::remainder_unchecked);
    EXPECT_GT(found["rule 1"], 5);
    EXPECT_GT(found["rule 2"], 5);
}

TEST(Mutants, CountingAgainAfterAKillIsCaught) {
    EXPECT_GT(caught(real_service_that(&Habits::counts_again_after_a_kill))["twice"], 5);
}

TEST(Mutants, TakingAnswersWhileSettlingIsCaught) {
    auto found = caught(real_service_that(&Habits::takes_answers_while_settling));
    EXPECT_GT(found["late"], 5);
    EXPECT_GT(found["order"], 5);
}

TEST(Mutants, SubtractingWithdrawnTextsIsCaught) {
    EXPECT_GT(caught(real_service_that(&Habits::subtracts_withdrawn_texts))["rule 1"], 5);
}

// A joint round whose owners' categories go to "Ej redovisat" at once: one owner's sums, less his
// sums in another dimension, are then those few that moved.
TEST(Mutants, OwnersWithoutARemainderAreCaught) {
    std::mt19937_64 random(16);
    int found = 0;
    for (int i = 0; i < 300; ++i) {
        Round round = random_round(random);
        if (round.owners == 1) continue;
        for (std::size_t d = 0; d < round.dimensions.size(); ++d) {
            std::ranges::fill(round.moves_to[d], round.dimensions[d] + 1);
        }
        if (broken_rules(round, play(round, real_service())).contains("owner")) ++found;
    }
    EXPECT_GT(found, 5);
}

}  // namespace
}  // namespace lyhord::attack
