// What whoever runs the service can know of it: facts, readiness, counts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "app/monitoring/conditions.h"
#include "scenario.h"

namespace lyhord::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view one_answer = R"({"q2_trygg_kvall":"ganska_trygg"})";
constexpr std::uint64_t more_than_any_disk = std::uint64_t{1} << 60;
constexpr std::int64_t hour = 3600;

app::Facts facts_of(Site& site) {
    return app::facts_of(site.service(),
                         {.started_at = 0, .last_turn = site.clock().uptime_seconds()});
}

TEST(Readiness, EndsOnAFullDiskAndComesBackWithoutARestart) {
    Site site;
    site.open_demo();
    const std::string receipt = receipt_in(site.submit(one_answer, site.new_key()));
    ASSERT_FALSE(site.service().store->keep_room(more_than_any_disk));
    const http::Response refused = site.submit(one_answer, site.new_key());
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(header_of(refused, "Retry-After"), "30");
    const http::Response readiness = site.get("/readyz");
    EXPECT_EQ(readiness.status, 503);
    EXPECT_EQ(header_of(readiness, "Retry-After"), "30");
    EXPECT_THAT(readiness.body, Not(HasSubstr("disk"))) << "that is the operator's to know";
    EXPECT_THAT(facts_of(site).reasons(), ElementsAre("the disk is full"));
    EXPECT_EQ(site.get("/healthz").status, 200);
    EXPECT_EQ(site.withdraw(receipt), 204) << "a text can be taken back all the same";
    EXPECT_TRUE(site.service().lifecycle.advance());
    ASSERT_TRUE(site.service().store->keep_room(0));
    EXPECT_EQ(site.submit(one_answer, site.new_key()).status, 201);
    EXPECT_EQ(site.get("/readyz").status, 200);
    EXPECT_TRUE(facts_of(site).is_ready());
}

TEST(Counts, OfAnswersTellWhatBecameOfThem) {
    Site site;
    site.open_demo();
    const std::string key = site.new_key();
    EXPECT_EQ(site.submit(one_answer, key).status, 201);
    EXPECT_EQ(site.submit(one_answer, key).status, 201);
    EXPECT_EQ(site.submit(R"({"q2_trygg_kvall":"mycket_trygg"})", key).status, 409);
    EXPECT_EQ(site.submit(R"({"q2_trygg_kvall":"nonsens"})", site.new_key()).status, 422);
    ASSERT_FALSE(site.service().store->keep_room(more_than_any_disk));
    EXPECT_EQ(site.submit(one_answer, site.new_key()).status, 503);
    const intake::IntakeCounts counts = site.service().receiver.counts();
    EXPECT_EQ(counts.stored, 1U);
    EXPECT_EQ(counts.replayed, 1U);
    EXPECT_EQ(counts.refused, 2U);
    EXPECT_EQ(counts.unavailable, 1U);
}

TEST(Counts, OfTicksTellHowManyAndWhen) {
    Site site;
    EXPECT_FALSE(facts_of(site).tick_age_seconds) << "there is no round";
    site.open_demo();
    site.clock().advance_days(1);
    ASSERT_TRUE(site.service().lifecycle.advance());
    const rounds::TickStatistics ticks = site.service().ticker.statistics();
    EXPECT_EQ(ticks.finished, 1U);
    EXPECT_EQ(ticks.failed, 0U);
    site.clock().advance_seconds(100);
    EXPECT_EQ(facts_of(site).tick_age_seconds, 100);
    site.restart();
    EXPECT_GE(facts_of(site).tick_age_seconds, 100) << "since the midnight before";
    EXPECT_LT(facts_of(site).tick_age_seconds, 24 * hour);
}

TEST(Facts, NameARoundWhoseNightlyTickIsMissing) {
    Site site;
    site.open_demo();
    EXPECT_THAT(facts_of(site).rounds_without_tick, IsEmpty());
    site.clock().advance_days(1);
    EXPECT_THAT(facts_of(site).rounds_without_tick, ElementsAre("trygghet-harnosand, round 1"));
    ASSERT_TRUE(site.service().lifecycle.advance());
    EXPECT_THAT(facts_of(site).rounds_without_tick, IsEmpty());
}

TEST(Facts, NameARoundThatIsNotSettledInTime) {
    Site site;
    site.open_demo();
    site.clock().advance_days(14 + 3 + 2);
    EXPECT_THAT(facts_of(site).rounds_unsettled, ElementsAre("trygghet-harnosand, round 1"));
    site.settle_demo();
    EXPECT_THAT(facts_of(site).rounds_unsettled, IsEmpty());
    EXPECT_THAT(facts_of(site).rounds_without_tick, IsEmpty());
}

TEST(Facts, KnowTheNewestBackup) {
    Site site;
    EXPECT_FALSE(facts_of(site).backup_age_seconds);
    const std::filesystem::path folder = site.service().directory.backups();
    const auto make = [&](const std::string& name, std::int64_t hours_old) {
        std::ofstream(folder / name).close();
        const auto now = std::chrono::sys_seconds(
            std::chrono::seconds(site.clock().now().seconds - hours_old * hour));
        std::filesystem::last_write_time(folder / name, std::chrono::file_clock::from_sys(now));
    };
    make("lyhord-2024-10-01.backup", 60);
    make("lyhord-2024-10-02.backup", 40);
    EXPECT_EQ(facts_of(site).backup_age_seconds, 40 * hour);
    make("lyhord-2024-10-02-2.backup", 30);
    make("lyhord-2024-10-09.backup.unfinished", 1);
    EXPECT_EQ(facts_of(site).backup_age_seconds, 30 * hour);
    EXPECT_GT(facts_of(site).free_bytes, 0U);
}

}  // namespace
}  // namespace lyhord::tests
