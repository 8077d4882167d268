#include "app/monitoring/conditions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.h"

namespace lyhord::app {
namespace {

constexpr std::uint64_t free_min = 500'000'000;
constexpr std::int64_t hour = 3600;

Facts sound() {
    Facts facts;
    facts.running_seconds = 100 * hour;
    facts.backup_age_seconds = 20 * hour;
    facts.data_age_seconds = 1000 * hour;
    facts.certificate_days = 60;
    facts.free_bytes = 2 * free_min;
    facts.tick_age_seconds = 10 * hour;
    return facts;
}

std::vector<Condition> found(const Facts& facts) {
    std::vector<Condition> found;
    for (const Trouble& trouble : troubles_of(facts, free_min)) {
        EXPECT_FALSE(trouble.text.empty());
        found.push_back(trouble.condition);
    }
    return found;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Conditions, HoldNotWhileAllIsWell) { EXPECT_THAT(found(sound()), IsEmpty()); }

TEST(Conditions, AreEachNamedOnce) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < conditions().size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(conditions()[i].condition), i);
        names.insert(conditions()[i].name.view());
    }
    EXPECT_EQ(names.size(), condition_count);
}

TEST(Conditions, ABackupIsLateAfterADayAndAHalf) {
    Facts facts = sound();
    facts.backup_age_seconds = base::limits::backup_age_hours_max * hour - 1;
    EXPECT_THAT(found(facts), IsEmpty());
    facts.backup_age_seconds = base::limits::backup_age_hours_max * hour;
    EXPECT_THAT(found(facts), ElementsAre(Condition::backup_late));
}

TEST(Conditions, WithoutAnyBackupTheAgeOfTheDataCounts) {
    Facts facts = sound();
    facts.backup_age_seconds = std::nullopt;
    EXPECT_THAT(found(facts), ElementsAre(Condition::backup_late));
    facts.data_age_seconds = hour;
    EXPECT_THAT(found(facts), IsEmpty()) << "a new service has had no night yet";
}

TEST(Conditions, ACertificateEndsSoonOrHasEndedOrIsAProxys) {
    Facts facts = sound();
    facts.certificate_days = base::limits::certificate_days_min - 1;
    EXPECT_THAT(found(facts), ElementsAre(Condition::certificate_ending));
    facts.certificate_days = -3;
    EXPECT_EQ(troubles_of(facts, free_min).front().text, "the certificate has ended");
    facts.certificate_days = std::nullopt;
    EXPECT_THAT(found(facts), IsEmpty());
}

TEST(Conditions, ADiskIsLowBeforeItIsFull) {
    Facts facts = sound();
    facts.free_bytes = free_min - 1;
    EXPECT_THAT(found(facts), ElementsAre(Condition::disk_low));
    EXPECT_TRUE(facts.is_ready());
    facts.free_bytes = 0;
    facts.store.has_room = false;
    EXPECT_THAT(found(facts), ElementsAre(Condition::disk_low, Condition::disk_full));
    EXPECT_FALSE(facts.is_ready());
}

TEST(Conditions, ADatabaseThatFailsTakesNoAnswers) {
    Facts facts = sound();
    facts.store.can_write = false;
    EXPECT_THAT(found(facts), ElementsAre(Condition::database_failing));
    EXPECT_FALSE(facts.is_ready());
    facts = sound();
    facts.is_readable = false;
    EXPECT_THAT(found(facts), ElementsAre(Condition::database_failing));
    EXPECT_FALSE(facts.is_ready());
}

TEST(Conditions, AMissingTickIsNamedButNotInTheFirstMinutes) {
    Facts facts = sound();
    facts.rounds_without_tick = {"torget, round 1", "parken, round 2"};
    facts.rounds_unsettled = {"torget, round 1"};
    EXPECT_THAT(found(facts), ElementsAre(Condition::tick_late, Condition::round_unsettled));
    EXPECT_EQ(troubles_of(facts, free_min).front().text,
              "the nightly tick is missing: torget, round 1; parken, round 2");
    facts.running_seconds = 60;
    EXPECT_THAT(found(facts), IsEmpty()) << "it is being made up for";
}

TEST(Conditions, AScheduleThatHangsIsNoticed) {
    Facts facts = sound();
    facts.schedule_age_seconds = 599;
    EXPECT_THAT(found(facts), IsEmpty());
    facts.schedule_age_seconds = 600;
    EXPECT_THAT(found(facts), ElementsAre(Condition::tick_late));
}

}  // namespace
}  // namespace lyhord::app
