#include "unit/store/fixture.h"

namespace lyhord::store {
namespace {

class Documents : public StoreTest {};
class Dialogues : public StoreTest {};
class Rounds : public StoreTest {};
class Epochs : public StoreTest {};

using base::Fault;
using domain::RoundState;
using domain::TickPurpose;

TEST_F(Documents, ANewTextReplacesTheOldOne) {
    ASSERT_TRUE(store_->put_document("areas", "[1]"));
    ASSERT_TRUE(store_->put_document("areas", "[2]"));
    EXPECT_EQ(store_->document("areas").value(), "[2]");
}

TEST_F(Documents, AnUnknownNameHasNone) {
    EXPECT_EQ(store_->document("areas").value(), std::nullopt);
}

TEST_F(Documents, APrefixIsNoPattern) {
    ASSERT_TRUE(store_->put_document("codebook:b", "2"));
    ASSERT_TRUE(store_->put_document("codebook:a", "1"));
    ASSERT_TRUE(store_->put_document("codebook", "0"));
    ASSERT_TRUE(store_->put_document("codebook_x", "0"));
    const auto found = store_->documents("codebook:").value();
    const std::vector<std::pair<std::string, std::string>> expected{{"codebook:a", "1"},
                                                                    {"codebook:b", "2"}};
    EXPECT_EQ(found, expected);
    EXPECT_TRUE(store_->documents("%").value().empty());
    EXPECT_EQ(store_->documents("").value().size(), 4U);
}

TEST_F(Documents, KeepsSwedishAndEmptyTexts) {
    ASSERT_TRUE(store_->put_document("område", ""));
    EXPECT_EQ(store_->document("område").value(), "");
    EXPECT_EQ(store_->documents("omr").value().size(), 1U);
}

TEST_F(Dialogues, TheNewestQuestionnaireIsKept) {
    ASSERT_TRUE(store_->put_dialogue({.slug = "torget", .questionnaire = "{}"}));
    ASSERT_TRUE(store_->put_dialogue({.slug = "torget", .questionnaire = "{\"version\":2}"}));
    ASSERT_TRUE(store_->put_dialogue({.slug = "parken", .questionnaire = "{}"}));
    EXPECT_EQ(store_->dialogue("torget").value()->questionnaire, "{\"version\":2}");
    EXPECT_FALSE(store_->dialogue("hamnen").value());
    const auto all = store_->dialogues().value();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].slug, "parken");
}

TEST_F(Rounds, ComeBackAsTheyWereWritten) {
    domain::Round round = a_round();
    round.state = RoundState::scheduled;
    round.terms = {.opens_at = base::Day(22'000),
                   .closes_at = base::Day(22'014),
                   .publish_by = std::nullopt,
                   .free_text_delete_date = base::Day(22'400),
                   .decision_ref = "KS 2030/17",
                   .expected_answers = 900,
                   .grace_hours = 24,
                   .release = {.weekly = true, .batch_min = 60}};
    round.batch_size_min = 7;
    round.closed_at = base::Instant{1'900'000'123};
    round.batch = 2;
    round.told = 311;
    round.told_day = base::Day(22'003);
    round.resealed_day = base::Day(22'004);
    round.released_day = base::Day(22'005);
    round.questionnaire = "{\"id\":\"torget\"}";
    round.areas = "[]";
    round.codebooks = "[{}]";
    round.area_categories = "{}";
    ASSERT_TRUE(store_->add_round(round));
    const auto rounds = store_->rounds().value();
    ASSERT_EQ(rounds.size(), 1U);
    const domain::Round& found = rounds[0];
    EXPECT_EQ(found.id, round.id);
    EXPECT_EQ(found.slug, "torget");
    EXPECT_EQ(found.state, RoundState::scheduled);
    EXPECT_EQ(found.terms.opens_at, round.terms.opens_at);
    EXPECT_EQ(found.terms.closes_at, round.terms.closes_at);
    EXPECT_EQ(found.terms.publish_by, std::nullopt);
    EXPECT_EQ(found.terms.free_text_delete_date, round.terms.free_text_delete_date);
    EXPECT_EQ(found.terms.decision_ref, "KS 2030/17");
    EXPECT_EQ(found.terms.expected_answers, 900);
    EXPECT_EQ(found.terms.grace_hours, 24);
    EXPECT_TRUE(found.terms.release.weekly);
    EXPECT_EQ(found.terms.release.batch_min, 60);
    EXPECT_EQ(found.batch_size_min, 7);
    EXPECT_EQ(found.closed_at, round.closed_at);
    EXPECT_EQ(found.batch, 2);
    EXPECT_EQ(found.told, 311);
    EXPECT_EQ(found.told_day, round.told_day);
    EXPECT_EQ(found.resealed_day, round.resealed_day);
    EXPECT_EQ(found.released_day, round.released_day);
    EXPECT_EQ(found.questionnaire, round.questionnaire);
    EXPECT_EQ(found.areas, "[]");
    EXPECT_EQ(found.codebooks, "[{}]");
    EXPECT_EQ(found.area_categories, "{}");
}

TEST_F(Rounds, ANumberIsGivenOnce) {
    ASSERT_TRUE(store_->add_round(a_round("torget", 1)));
    const auto again = store_->add_round(a_round("torget", 1));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault(), Fault::conflict);
    ASSERT_TRUE(store_->add_round(a_round("torget", 2)));
    ASSERT_TRUE(store_->add_round(a_round("parken", 1)));
    const auto rounds = store_->rounds().value();
    ASSERT_EQ(rounds.size(), 3U);
    EXPECT_EQ(rounds[0].slug, "parken");
    EXPECT_EQ(rounds[2].slug, "torget");
    EXPECT_EQ(rounds[2].number, 2);
}

TEST_F(Rounds, AreUpdatedWhole) {
    domain::Round round = a_round();
    ASSERT_TRUE(store_->add_round(round));
    round.state = RoundState::closed;
    round.terms.decision_ref = "KS 2030/18";
    round.questionnaire = "{\"revised\":true}";
    ASSERT_TRUE(store_->update_round(round));
    const auto found = store_->rounds().value();
    EXPECT_EQ(found[0].state, RoundState::closed);
    EXPECT_EQ(found[0].terms.decision_ref, "KS 2030/18");
    EXPECT_EQ(found[0].questionnaire, "{\"revised\":true}");
}

TEST_F(Rounds, NeverGoBackwards) {
    domain::Round round = a_round();
    round.state = RoundState::closed;
    round.batch = 2;
    ASSERT_TRUE(store_->add_round(round));
    domain::Round reopened = round;
    reopened.state = RoundState::open;
    EXPECT_EQ(store_->update_round(reopened).error().fault(), Fault::conflict);
    domain::Round stale = round;
    stale.batch = 1;
    EXPECT_EQ(store_->update_round(stale).error().fault(), Fault::conflict);
    EXPECT_EQ(store_->update_round(a_round()).error().fault(), Fault::conflict);
}

TEST_F(Epochs, AdvanceInOneStep) {
    const domain::Round round = open_round();
    EpochRow closing = an_epoch(round, 1);
    closing.purpose = TickPurpose::release;
    closing.tick_day = base::Day(22'001);
    ASSERT_TRUE(store_->advance_epoch(&closing, an_epoch(round, 2)));
    const auto epochs = store_->epochs().value();
    ASSERT_EQ(epochs.size(), 2U);
    EXPECT_FALSE(epochs[0].open);
    EXPECT_FALSE(epochs[0].drained);
    EXPECT_EQ(epochs[0].purpose, TickPurpose::release);
    EXPECT_EQ(epochs[0].tick_day, base::Day(22'001));
    EXPECT_EQ(epochs[0].key, key_.public_key);
    EXPECT_TRUE(epochs[1].open);
    EXPECT_EQ(epochs[1].number, 2);
}

TEST_F(Epochs, CloseOnce) {
    const domain::Round round = open_round();
    close_epoch(round, 1);
    const EpochRow closing = an_epoch(round, 1);
    const auto again = store_->advance_epoch(&closing, an_epoch(round, 3));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault(), Fault::conflict);
    EXPECT_EQ(store_->epochs().value().size(), 2U);
}

TEST_F(Epochs, ARoundHasOneOpenEpoch) {
    const domain::Round round = open_round();
    const auto second = store_->advance_epoch(nullptr, an_epoch(round, 2));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().fault(), Fault::conflict);
}

TEST_F(Epochs, ANumberThatIsTakenLeavesTheOldEpochOpen) {
    const domain::Round round = open_round();
    close_epoch(round, 1);
    const EpochRow closing = an_epoch(round, 2);
    EXPECT_FALSE(store_->advance_epoch(&closing, an_epoch(round, 1)));
    EXPECT_EQ(open_epoch_of(round), 2);
}

TEST_F(Epochs, AreForgottenOnlyWhenTheyHoldNothing) {
    const domain::Round round = open_round();
    expect_stored(a_submission(round));
    EXPECT_EQ(store_->forget_epoch(round.id, 1).error().fault(), Fault::conflict);
    close_epoch(round, 1);
    EXPECT_EQ(store_->forget_epoch(round.id, 1).error().fault(), Fault::conflict);
    ASSERT_TRUE(store_->commit_tick(a_tick(round, 1)));
    ASSERT_TRUE(store_->forget_epoch(round.id, 1));
    ASSERT_TRUE(store_->forget_epoch(round.id, 1));
    EXPECT_EQ(store_->epochs().value().size(), 1U);
}

}  // namespace
}  // namespace lyhord::store
