// A tick is killed at every change of a file that it makes, its recovery as well, and then nothing
// may be lost, nothing counted twice, and no key may have survived its epoch.
#include <filesystem>

#include "unit/rounds/kill_switch.h"
#include "unit/rounds/office.h"

namespace lyhord::tests {
namespace {

using domain::TickPurpose;

// Recoveries are killed at steps that wander through all of them.
constexpr int recovery_steps = 37;

class KilledTick : public testing::Test {
protected:
    // Answers that wait, answers that have just come, a withdrawal: what a tick can meet.
    void SetUp() override {
        Office office(before(), clock_);
        office.start();
        office.recover();
        office.open(replaced(torget, "\"grace_hours\": 72", R"("grace_hours": 72,
            "release": {"every": "week", "batch_min": 8})"));
        office.submit_mixed(12);
        Answer lonely{.man = true, .safe = false};
        office.random().fill(lonely.withdrawal_id);
        ASSERT_TRUE(office.submit(lonely));
        ASSERT_TRUE(office.ticker().tick(office.round().id, TickPurpose::release));
        office.submit_mixed(9);
        Answer withdrawn;
        office.random().fill(withdrawn.withdrawal_id);
        ASSERT_TRUE(office.submit(withdrawn));
        ASSERT_TRUE(office.store().withdraw({{office.round().id, withdrawn.withdrawal_id}}));
        office.expect_complete("before");
    }

    std::filesystem::path before() const { return folder_.path() / "before"; }
    std::filesystem::path now() const { return folder_.path() / "now"; }

    void put_back() {
        std::filesystem::remove_all(now());
        std::filesystem::copy(before(), now(), std::filesystem::copy_options::recursive);
    }

    KillSwitch::End tick_killed_at(int step, TickPurpose purpose) {
        return KillSwitch::run([&] {
            Office office(now(), clock_);
            office.start();
            if (!office.ticker().recover()) {
                return false;
            }
            KillSwitch::arm(step);
            const bool done = office.ticker().tick(office.round().id, purpose).has_value();
            KillSwitch::arm(0);
            return done;
        });
    }

    KillSwitch::End recovery_killed_at(int step) {
        return KillSwitch::run([&] {
            KillSwitch::arm(step);
            Office office(now(), clock_);
            office.start();
            const bool done = office.ticker().recover().has_value();
            KillSwitch::arm(0);
            return done;
        });
    }

    void expect_whole(const std::string& where) {
        Office office(now(), clock_);
        office.start();
        office.recover();
        office.recover();
        office.expect_complete(where);
        const bool settled = office.round().state == domain::RoundState::settled;
        EXPECT_EQ(office.epochs().size(), settled ? 0U : 1U) << where;
        EXPECT_EQ(office.key_files(), settled ? 0U : 1U) << where;
        if (!settled) {
            const auto done = office.ticker().tick(office.round().id, TickPurpose::settle);
            ASSERT_TRUE(done) << done.error().line() << ' ' << where;
        }
        office.expect_settled(where);
        EXPECT_EQ(office.tally().acknowledged, 23) << where;
        EXPECT_EQ(office.books().questions.at("ord").withdrawn, 1) << where;
    }

    void kill_everywhere(TickPurpose purpose) {
        int step = 1;
        for (KillSwitch::End end = KillSwitch::End::killed; end == KillSwitch::End::killed;
             ++step) {
            put_back();
            end = tick_killed_at(step, purpose);
            ASSERT_NE(end, KillSwitch::End::failed) << "step " << step;
            const KillSwitch::End again = recovery_killed_at(1 + step % recovery_steps);
            ASSERT_NE(again, KillSwitch::End::failed) << "step " << step;
            expect_whole("killed at step " + std::to_string(step));
            ASSERT_FALSE(testing::Test::HasFailure());
        }
        // A tick that changes so few files was none.
        EXPECT_GT(step, 20);
        RecordProperty("steps", step);
    }

    FakeClock clock_{*base::Day::parse(first_day)};
    TemporaryFolder folder_;
};

TEST_F(KilledTick, LosesNothingInANightlyTick) { kill_everywhere(TickPurpose::reseal); }

TEST_F(KilledTick, LosesNothingInARelease) { kill_everywhere(TickPurpose::release); }

TEST_F(KilledTick, LosesNothingAtSettlement) { kill_everywhere(TickPurpose::settle); }

}  // namespace
}  // namespace lyhord::tests
