// Thousands of random rounds, with everything they ever release looked at by attack_rules.h and by
// the attackers who know least. tests/README.md tells how to play a hundred thousand.
#include <gtest/gtest.h>

#include "attack_rules.h"
#include "attack_services.h"
#include "attack_streams.h"
#include "backup_attack.h"
#include "mutants.h"
#include "random_round.h"

namespace lyhord::attack {
namespace {

// What the streams were made of, and released.
struct Seen {
    std::size_t ticked = 0;
    std::size_t settled = 0;
    std::size_t joint = 0;
    std::size_t late = 0;
    std::size_t restarts = 0;
    std::size_t killed = 0;
    std::size_t withdrawn = 0;

    void add(const Round& round, const std::vector<Release>& releases) {
        joint += round.owners > 1 ? 1 : 0;
        late += round.late;
        restarts += round.restarts.size();
        withdrawn += round.withdrawals.size();
        for (const Release& release : releases) {
            ++(release.settlement ? settled : ticked);
            killed += release.killed.size();
        }
    }

    void print(int rounds) const {
        std::printf(
            "%d rounds, %zu of them joint: %zu releases at ticks, %zu at settlement; %zu "
            "killed first, %zu restarts, %zu withdrawals, %zu late answers\n",
            rounds,
            joint,
            ticked,
            settled,
            killed,
            restarts,
            withdrawn,
            late);
    }
};

TEST(ReleaseProperty, EveryReleaseOfEveryRoundKeepsTheRules) {
    std::mt19937_64 random(11);
    const Service service = real_service();
    const int rounds = streams(streams_usual);
    Seen seen;
    Rate pinned;
    for (int i = 0; i < rounds; ++i) {
        const Round round = random_round(random);
        const std::vector<Release> releases = play(round, service);
        ASSERT_EQ(broken_rules(round, releases), Broken{}) << "round " << i;
        for (const auto& attacker : {outsider, participant, category_knowledge}) {
            pinned += attacker(round, releases);
        }
        pinned += two_backups(round, releases, service.habits);
        ASSERT_EQ(pinned.pinned, 0u) << "round " << i;
        seen.add(round, releases);
    }
    seen.print(rounds);
    for (const std::size_t number :
         {seen.ticked, seen.settled, seen.killed, seen.restarts, seen.withdrawn, seen.late}) {
        EXPECT_GT(number, static_cast<std::size_t>(rounds / 4));
    }
    EXPECT_GT(seen.joint, static_cast<std::size_t>(rounds / 6));
}

// The answers to a question that were neither counted, withdrawn nor late.
Cell withheld(const Round& round, std::size_t question, std::set<std::size_t> gone) {
    for (const Withdrawal& withdrawal : round.withdrawals) {
        if (round.questions[question].is_text) gone.insert(withdrawal.person);
    }
    Cell left;
    for (std::size_t person = 0; person < round.in_time(); ++person) {
        const std::optional<Answer>& answer = round.people[person].answers[question];
        if (answer && !gone.contains(person)) left.add(*answer);
    }
    return left;
}

TEST(ReleaseProperty, SettlementWithholdsOnlyWhatCannotBeCountedTogether) {
    std::mt19937_64 random(12);
    int withholding = 0;
    for (int i = 0; i < streams(500); ++i) {
        const Round round = random_round(random);
        std::map<std::size_t, std::set<std::size_t>> counted;
        for (const Release& release : play(round, real_service())) {
            counted[release.question].merge(people_of(release.counted));
        }
        for (std::size_t q = 0; q < round.questions.size(); ++q) {
            const Cell left = withheld(round, q, counted[q]);
            const bool differs = left.base - largest(left) >= 2;
            ASSERT_FALSE(left.base >= round.batch_size_min && differs) << "round " << i;
            if (left.base > 0) ++withholding;
        }
    }
    EXPECT_GT(withholding, 50);
}

// By person, so that the order in which a service names them does not matter.
std::map<std::size_t, std::vector<int>> places(const Release& release) {
    std::map<std::size_t, std::vector<int>> categories;
    for (const Counted& one : release.counted) categories[one.person] = one.categories;
    return categories;
}

TEST(ReleaseProperty, ThePlainestServiceReleasesTheSame) {
    std::mt19937_64 random(15);
    for (int i = 0; i < streams(300); ++i) {
        const Round round = random_round(random);
        const std::vector<Release> real = play(round, real_service());
        const std::vector<Release> plain = play(round, mutant(Mutation::none));
        ASSERT_EQ(real.size(), plain.size()) << "round " << i;
        for (std::size_t r = 0; r < real.size(); ++r) {
            ASSERT_EQ(real[r].question, plain[r].question) << "round " << i;
            ASSERT_EQ(places(real[r]), places(plain[r])) << "round " << i << ", release " << r;
        }
    }
}

}  // namespace
}  // namespace lyhord::attack
