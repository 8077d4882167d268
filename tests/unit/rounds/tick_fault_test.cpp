// A tick whose store fails at any step, or to which answers come at any step, loses nothing.
#include "unit/rounds/office.h"

namespace lyhord::tests {
namespace {

using domain::TickPurpose;

constexpr TickPurpose all_purposes[] = {
    TickPurpose::reseal, TickPurpose::release, TickPurpose::settle};

// A round that may release at every tick, with answers in it, over a folder of its own.
class Scene {
public:
    Scene() {
        office.start();
        office.recover();
        office.open(replaced(torget, "\"grace_hours\": 72", R"("grace_hours": 72,
            "release": {"every": "week", "batch_min": 8})"));
        office.submit_mixed(12);
    }

    TemporaryFolder folder;
    FakeClock clock{*base::Day::parse(first_day)};
    Office office{folder.path(), clock};
};

// Ticks with a store that fails once, at step `failing`: the number of steps it came to.
int tick_failing_at(int failing, TickPurpose purpose) {
    Scene scene;
    int steps = 0;
    scene.office.set_step([&]() -> base::Result<void> {
        if (++steps == failing) {
            return base::fail(base::Fault::unavailable, "the disk is full");
        }
        return {};
    });
    const auto failed = scene.office.ticker().tick(scene.office.round().id, purpose);
    scene.office.set_step(nullptr);
    const std::string where = "failing at step " + std::to_string(failing);
    EXPECT_EQ(failed.has_value(), steps < failing) << where;
    scene.office.expect_complete(where);
    if (scene.office.round().state != domain::RoundState::settled) {
        const auto settled =
            scene.office.ticker().tick(scene.office.round().id, TickPurpose::settle);
        EXPECT_TRUE(settled) << (settled ? "" : settled.error().line()) << ' ' << where;
    }
    scene.office.recover();
    scene.office.expect_settled(where);
    return steps;
}

TEST(TickFault, AFailureAtAnyStepLosesNothingAndTheNextSettlementCountsAll) {
    for (const TickPurpose purpose : all_purposes) {
        int failing = 1;
        while (tick_failing_at(failing, purpose) >= failing && !testing::Test::HasFailure()) {
            ++failing;
        }
        EXPECT_GT(failing, 10) << "a tick of so few steps was none";
    }
}

TEST(TickFault, TheClockFinishesATickThatFailed) {
    Scene scene;
    scene.office.set_step([steps = 0]() mutable -> base::Result<void> {
        if (++steps < 20) {
            return {};
        }
        return base::fail(base::Fault::unavailable, "the disk is full");
    });
    const auto failed = scene.office.ticker().tick(scene.office.round().id, TickPurpose::release);
    EXPECT_FALSE(failed);
    EXPECT_EQ(scene.office.epochs().size(), 2U);
    scene.office.set_step(nullptr);
    ASSERT_TRUE(scene.office.lifecycle().advance());
    EXPECT_EQ(scene.office.epochs().size(), 1U);
    EXPECT_EQ(scene.office.key_files(), 1U);
    EXPECT_EQ(scene.office.books().questions.at("trygg").counted, 12);
    scene.office.expect_complete("after the clock");
}

TEST(TickFault, OneRoundsDamageDoesNotStopTheOthers) {
    Scene scene;
    Office& office = scene.office;
    ASSERT_TRUE(
        office.lifecycle().import_dialogue(replaced(torget, R"("id": "torget")", R"("id": "a")")));
    const auto other = office.lifecycle().open("a", {});
    ASSERT_TRUE(other);
    // The key of the first round's epoch is lost, so its tick cannot be finished.
    const base::Id damaged = office.round().id;
    ASSERT_TRUE(office.keys().destroy_epoch_key({.round = damaged, .number = 1}));
    EXPECT_FALSE(office.ticker().tick(damaged, TickPurpose::reseal));
    scene.clock.advance_days(1);
    EXPECT_FALSE(office.lifecycle().advance());
    const store::FrozenRoundPtr sound = office.rounds().find(other->id);
    EXPECT_EQ(sound->round.resealed_day, scene.clock.today());
}

// Two failures in a row leave a closed epoch and a cache that missed the last release. The batch
// must get the stored number: under the one that was used, the answers could not be committed.
TEST(TickFault, AStaleCacheNeverCostsAnAnswer) {
    Scene scene;
    Office& office = scene.office;
    const base::Id round = office.round().id;
    const auto tick_with_nothing_readable_once = [&](auto reached) {
        office.set_step([&office, reached, failing = false]() mutable -> base::Result<void> {
            failing = failing || reached();
            if (!failing) {
                return {};
            }
            return base::fail(base::Fault::unavailable, "nothing can be read");
        });
        EXPECT_FALSE(office.ticker().tick(round, TickPurpose::release));
        office.set_step(nullptr);
    };
    tick_with_nothing_readable_once([&] {
        return !office.store().released(round).value().batches.empty() &&
               office.epochs().size() == 1;
    });
    ASSERT_EQ(office.rounds().find(round)->round.batch, 0) << "the cache was to be stale";
    office.submit_mixed(12);
    tick_with_nothing_readable_once([&] { return office.epochs().size() == 2; });
    ASSERT_TRUE(office.ticker().tick(round, TickPurpose::release));
    EXPECT_EQ(office.books().questions.at("trygg").counted, 24);
    EXPECT_EQ(office.rounds().find(round)->round.batch, 2);
    office.expect_complete("after two releases");
}

// Ticks while an answer comes at step `arriving`: the number of steps it came to.
int tick_with_answer_at(int arriving, TickPurpose purpose) {
    Scene scene;
    Office& office = scene.office;
    int steps = 0;
    bool acknowledged = false;
    office.set_step([&]() -> base::Result<void> {
        if (++steps == arriving) {
            office.set_step(nullptr);
            acknowledged = office.submit({});
        }
        return {};
    });
    const auto ticked = office.ticker().tick(office.round().id, purpose);
    office.set_step(nullptr);
    const std::string where = "arriving at step " + std::to_string(arriving);
    EXPECT_TRUE(ticked) << (ticked ? "" : ticked.error().line()) << ' ' << where;
    EXPECT_EQ(office.tally().acknowledged, acknowledged ? 13 : 12) << where;
    office.expect_complete(where);
    if (purpose != TickPurpose::settle) {
        EXPECT_TRUE(office.ticker().tick(office.round().id, TickPurpose::settle)) << where;
    }
    office.expect_settled(where);
    return steps;
}

TEST(TickFault, AnAnswerThatComesAtAnyStepIsRefusedOrCounted) {
    for (const TickPurpose purpose : all_purposes) {
        int arriving = 1;
        while (tick_with_answer_at(arriving, purpose) >= arriving && !testing::Test::HasFailure()) {
            ++arriving;
        }
        EXPECT_GT(arriving, 10) << "a tick of so few steps was none";
    }
}

}  // namespace
}  // namespace lyhord::tests
