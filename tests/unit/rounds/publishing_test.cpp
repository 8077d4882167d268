#include "rounds/publishing.h"

#include "disclosure/public_gate.h"
#include "unit/rounds/schedule_fixture.h"

namespace lyhord::tests {
namespace {

using base::Fault;
using rounds::Published;

class PublishingOf : public ScheduleTest {
protected:
    void settle_round_of(int answers, std::string_view questionnaire = torget) {
        office_.open(questionnaire);
        office_.submit_mixed(answers);
        settle();
    }
    void settle() {
        expect_done(office_.lifecycle().close("torget"));
        expect_done(office_.lifecycle().settle("torget", true));
    }
    rounds::Publishing publishing() { return {office_.store(), office_.rounds(), clock_}; }
    base::Result<Published> publish(std::optional<std::int64_t> number = {}) {
        return publishing().publish(
            "torget", number, [](const domain::Round& round, std::int64_t edition) {
                store::AuditRow row;
                row.who = "anna";
                row.what = "results published";
                row.object = round.slug + " " + std::to_string(edition);
                return row;
            });
    }
    void expect_refused(const base::Result<Published>& published, Fault fault) {
        ASSERT_FALSE(published);
        EXPECT_EQ(published.error().fault(), fault) << published.error().line();
    }
    std::size_t audited() { return office_.store().audit(100).value().size(); }
};

TEST_F(PublishingOf, ASettledRoundIsKeptAsItIs) {
    settle_round_of(40);
    const std::size_t lines = audited();
    const auto published = publish();
    ASSERT_TRUE(published) << published.error().line();
    EXPECT_EQ(published->round, 1);
    EXPECT_EQ(published->edition, 1);
    const auto rows = office_.store().publications(office_.round().id).value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].who, "anna");
    EXPECT_EQ(rows[0].day, clock_.today());
    const auto& plan = office_.rounds().current("torget")->plan;
    const auto kept = disclosure::PublicGate::read(plan, rows[0].tables);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->tables().back().counts().base, 40);
    EXPECT_EQ(audited(), lines + 1);
    office_.expect_settled("published");
}

TEST_F(PublishingOf, APreviewChangesNothing) {
    settle_round_of(40);
    const auto preview = publishing().preview("torget", {});
    ASSERT_TRUE(preview);
    EXPECT_EQ(preview->edition, 1);
    EXPECT_TRUE(office_.store().publications(office_.round().id).value().empty());
}

TEST_F(PublishingOf, NothingIsPublishedBeforeSettlement) {
    office_.open();
    office_.submit_mixed(40);
    expect_refused(publish(), Fault::conflict);
    expect_done(office_.lifecycle().close("torget"));
    expect_refused(publish(), Fault::conflict);
    EXPECT_TRUE(office_.store().publications(office_.round().id).value().empty());
}

TEST_F(PublishingOf, TheSameIsNotPublishedTwice) {
    settle_round_of(40);
    ASSERT_TRUE(publish());
    const auto again = publish();
    expect_refused(again, Fault::conflict);
    EXPECT_EQ(office_.store().publications(office_.round().id).value().size(), 1U);
}

TEST_F(PublishingOf, FewerThanTenAreNotToldOf) {
    settle_round_of(8);
    expect_refused(publish(), Fault::conflict);
}

TEST_F(PublishingOf, UnknownRoundsAreNotFound) {
    expect_refused(publish(), Fault::not_found);
    settle_round_of(40);
    expect_refused(publish(2), Fault::not_found);
    EXPECT_TRUE(publish(1));
}

TEST_F(PublishingOf, WithoutANumberTheNewestSettledRoundIsMeant) {
    settle_round_of(40);
    clock_.advance_days(1);
    const std::string next = replaced(
        replaced(torget, "2024-10-31", "2024-11-30"), R"("version": 1)", R"("version": 2)");
    office_.open(next);
    ASSERT_EQ(office_.round().number, 2);
    const auto published = publish();
    ASSERT_TRUE(published) << published.error().line();
    EXPECT_EQ(published->round, 1);
    EXPECT_EQ(publishing().meant("torget", {})->round.number, 1);
    EXPECT_EQ(publishing().meant("torget", 2)->round.number, 2);
}

// An edition that was changed in the database is neither shown nor built on.
TEST_F(PublishingOf, AnEditionThatIsNotPublicStopsTheNext) {
    settle_round_of(40);
    store::AuditRow line;
    line.who = "somebody";
    ASSERT_TRUE(office_.store().publish({.round = office_.round().id,
                                         .edition = 1,
                                         .day = clock_.today(),
                                         .who = "somebody",
                                         .tables = "{}"},
                                        line));
    expect_refused(publish(), Fault::corrupt);
}

}  // namespace
}  // namespace lyhord::tests
