#include "unit/store/fixture.h"

namespace lyhord::store {
namespace {

using base::Fault;

class Publications : public StoreTest {
protected:
    domain::Round settled_round() {
        domain::Round round = a_round();
        round.state = domain::RoundState::settled;
        EXPECT_TRUE(store_->add_round(round));
        return round;
    }
    PublicationRow edition(const domain::Round& round, std::int64_t number) {
        return {.round = round.id,
                .edition = number,
                .day = base::Day(22'000),
                .who = "console",
                .tables = "edition " + std::to_string(number)};
    }
    base::Result<void> publish(const domain::Round& round, std::int64_t number) {
        return store_->publish(edition(round, number), entry());
    }
    static AuditRow entry() {
        AuditRow row;
        row.who = "console";
        row.what = "results published";
        row.object = "torget, round 1";
        return row;
    }
    std::size_t audited() { return store_->audit(100).value().size(); }
};

TEST_F(Publications, AreKeptInTheirOrderWithALineInTheAuditLog) {
    const domain::Round round = settled_round();
    ASSERT_TRUE(publish(round, 1));
    ASSERT_TRUE(publish(round, 2));
    reopen();
    const auto all = store_->publications(round.id).value();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].edition, 1);
    EXPECT_EQ(all[0].day, base::Day(22'000));
    EXPECT_EQ(all[0].who, "console");
    EXPECT_EQ(all[0].tables, "edition 1");
    EXPECT_EQ(all[1].tables, "edition 2");
    const auto newest = store_->newest_publications().value();
    ASSERT_EQ(newest.size(), 1U);
    EXPECT_EQ(newest[0].round, round.id);
    EXPECT_EQ(newest[0].edition, 2);
    EXPECT_EQ(newest[0].day, base::Day(22'000));
    EXPECT_EQ(audited(), 2U);
    expect_sound();
}

TEST_F(Publications, AreOfSettledRoundsOnly) {
    const domain::Round round = open_round();
    const auto published = publish(round, 1);
    ASSERT_FALSE(published);
    EXPECT_EQ(published.error().fault(), Fault::conflict);
    EXPECT_TRUE(store_->publications(round.id).value().empty());
    EXPECT_TRUE(store_->newest_publications().value().empty());
    EXPECT_EQ(audited(), 0U);
}

TEST_F(Publications, HaveNoGapAndAreNotReplaced) {
    const domain::Round round = settled_round();
    EXPECT_FALSE(publish(round, 2));
    ASSERT_TRUE(publish(round, 1));
    const auto again = publish(round, 1);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault(), Fault::conflict);
    EXPECT_EQ(store_->publications(round.id).value().size(), 1U);
    EXPECT_EQ(audited(), 1U);
    expect_sound();
}

}  // namespace
}  // namespace lyhord::store
