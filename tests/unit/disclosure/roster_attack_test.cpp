// Who knows everybody's background solves the tables in whole numbers: the rate at which he pins an
// answer, beside its bound.
#include "roster_attack.h"

#include <gtest/gtest.h>

#include "attack_services.h"
#include "attack_streams.h"
#include "attack_town.h"

namespace lyhord::attack {
namespace {

// By how many answers a tick follows (0: one release, at settlement), and the smallest batch.
struct Rhythm {
    std::size_t answers = 0;
    std::size_t tick = 0;
    std::size_t batch_min = 5;
};

Round town(std::uint64_t seed, const Rhythm& rhythm) {
    std::mt19937_64 random(seed);
    Round round = municipality(random, rhythm.answers);
    round.batch_min = rhythm.batch_min;
    if (rhythm.tick > 0) round.ticks = every(rhythm.tick, rhythm.answers);
    return round;
}

Round by_area_only(Round round) {
    round.dimensions.resize(1);
    round.moves_to.resize(1);
    for (Person& person : round.people) person.background.resize(1);
    return round;
}

RosterRate solved(const std::vector<Round>& rounds) {
    RosterRate rate;
    for (const Round& round : rounds) rate += roster(round, play(round, real_service()));
    return rate;
}

RosterRate solved(const Rhythm& rhythm, int trials) {
    std::vector<Round> rounds;
    for (int seed = 1; seed <= streams(trials); ++seed) {
        rounds.push_back(town(static_cast<std::uint64_t>(seed), rhythm));
    }
    return solved(rounds);
}

void print(const char* attacker, const RosterRate& found, const char* bound) {
    print(attacker, found.rate, bound);
    if (found.undecided > 0) {
        std::printf("    and %zu that the search gave up on\n", found.undecided);
    }
}

// Why a batch is not released as soon as it can be.
TEST(RosterAttack, PinsManyInTinyBatches) {
    const RosterRate tiny = solved({.answers = 200, .tick = 1}, 12);
    print("roster, a tick after every answer", tiny, "over 5, at most 24");
    EXPECT_GT(tiny.rate.share(), 0.05);
    EXPECT_LE(tiny.share_at_most(), 0.24);
}

TEST(RosterAttack, PinsFewInLargeBatches) {
    const RosterRate fifty = solved({.answers = 300, .tick = 60, .batch_min = 50}, 12);
    print("roster, weekly, batches of 50 or more", fifty, "at most 2.5");
    const RosterRate hundred = solved({.answers = 600, .tick = 120, .batch_min = 100}, 6);
    print("roster, weekly, batches of 100 or more", hundred, "at most 0.5");
    EXPECT_LE(fifty.share_at_most(), 0.025);
    EXPECT_LE(hundred.share_at_most(), 0.005);
}

TEST(RosterAttack, PinsFewWhereThereIsOneRelease) {
    const RosterRate town = solved({.answers = 150}, 15);
    print("roster, one release of 150 at settlement", town, "at most 0.5");
    const RosterRate meeting = solved({.answers = 40}, 50);
    print("roster, a meeting of 40 by area, age and gender", meeting, "at most 5");
    EXPECT_LE(town.share_at_most(), 0.005);
    EXPECT_LE(meeting.share_at_most(), 0.05);
}

TEST(RosterAttack, PinsNobodyByAreaOnly) {
    std::vector<Round> rounds;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        rounds.push_back(by_area_only(town(seed, {.answers = 40 + 10 * seed})));
        rounds.push_back(by_area_only(town(seed, {.answers = 150, .tick = 1})));
    }
    const RosterRate rate = solved(rounds);
    print("roster, by area only", rate, "0");
    EXPECT_GT(rate.rate.tried, 4000u);
    EXPECT_EQ(rate.rate.pinned, 0u);
    EXPECT_EQ(rate.undecided, 0u);
}

// Two areas and two ages. Only one old person chose 0, but three of the first area did, so both of
// its young; then that old person lives there, too, and the old of the second area chose 1.
TEST(RosterAttack, SolvesAPuzzleThatNoSingleTableGivesAway) {
    Round round{.batch_size_min = 3,
                .batch_min = 3,
                .dimensions = {},
                .moves_to = {},
                .questions = {{.options = 2, .multiple = false}},
                .people = {},
                .ticks = {}};
    round.add_dimension(2);
    round.add_dimension(2);
    const auto add = [&](int people, std::vector<int> background, int answer) {
        for (int i = 0; i < people; ++i) {
            round.people.push_back({.background = background, .answers = {Answer{answer}}});
        }
    };
    add(2, {0, 0}, 0);
    add(1, {0, 1}, 0);
    add(2, {0, 1}, 1);
    add(2, {1, 0}, 0);
    add(2, {1, 0}, 1);
    add(2, {1, 1}, 1);
    const Service everybody{
        .tick = nullptr, .settle = [](const Round& all, const Pending& pending) {
            std::vector<Counted> counted;
            for (const std::size_t person : pending.people) {
                counted.push_back({.person = person, .categories = all.people[person].background});
            }
            return counted;
        }};
    const std::vector<Release> releases = play(round, everybody);
    EXPECT_EQ(category_knowledge(round, releases).pinned, 0u);
    EXPECT_EQ(roster(round, releases).rate.pinned, 4u);
}

}  // namespace
}  // namespace lyhord::attack
