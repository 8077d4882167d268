#include "access/audit_log.h"

#include "base/limits.h"
#include "staff_room.h"

namespace lyhord::access {
namespace {

TEST(AuditLog, KeepsWhoWhatAndTheReleaseInOrder) {
    StaffRoom room;
    ASSERT_TRUE(room.access.audit
                    .record(Actor::holder_of("anna"),
                            "download tables.csv",
                            AuditObject::release("trygghet-2030", 2, 5))
                    .has_value());
    room.clock.advance_seconds(60);
    ASSERT_TRUE(room.access.audit.record(Actor::console(), "sign-out", {}).has_value());

    const auto entries = room.access.audit.newest(10);

    ASSERT_TRUE(entries.has_value());
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_EQ((*entries)[0].who, "(console)");
    EXPECT_EQ((*entries)[0].at, room.clock.now());
    EXPECT_EQ((*entries)[1].who, "anna");
    EXPECT_EQ((*entries)[1].what, "download tables.csv");
    EXPECT_EQ((*entries)[1].object, "trygghet-2030/2/5");
    EXPECT_LT((*entries)[1].sequence, (*entries)[0].sequence);
}

TEST(AuditLog, NamesARoundAndNothingOfWhatIsInIt) {
    EXPECT_EQ(AuditObject::round("torget", 2).text(), "torget/2");
    EXPECT_EQ(AuditObject::round("Anna Svensson", 2).text(), "?/2");
}

TEST(AuditLog, WritesNothingThatIsNoNameOrSlug) {
    EXPECT_EQ(Actor::holder_of("Kalle Karlsson, Storgatan 1").name(), "?");
    EXPECT_EQ(AuditObject::account("fri text").text(), "?");
    EXPECT_EQ(AuditObject::token("anna", "fri text").text(), "anna ?");
    EXPECT_EQ(AuditObject::release("fri text", 1, 2).text(), "?/1/2");
}

TEST(AuditLog, GivesAtMostSoManyEntries) {
    StaffRoom room;
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(room.access.audit.record(Actor::console(), "sign-out", {}).has_value());
    }
    EXPECT_EQ(room.access.audit.newest(3)->size(), 3U);
    EXPECT_EQ(room.access.audit.newest(-1)->size(), 0U);
    EXPECT_EQ(room.access.audit.newest(1'000'000)->size(), 5U);
}

TEST(AuditLog, TheStoreFindsTheChainWhole) {
    StaffRoom room;
    room.hire("anna", domain::Role::admin);
    room.fail_logins("anna", 3);
    const auto report = room.store->check();
    ASSERT_TRUE(report.has_value());
    EXPECT_TRUE(report->audit_chain);
}

}  // namespace
}  // namespace lyhord::access
