#include <algorithm>

#include "unit/rounds/schedule_fixture.h"

namespace lyhord::tests {
namespace {

using base::Fault;
using domain::RoundState;
using domain::TickPurpose;
using rounds::OpenOptions;

class Life : public ScheduleTest {
protected:
    // What opening refuses, all of it.
    std::string refusals(std::string_view questionnaire, const OpenOptions& options = {}) {
        office_.import_areas();
        EXPECT_TRUE(office_.lifecycle().import_dialogue(questionnaire));
        const auto opened = office_.lifecycle().open("torget", options);
        EXPECT_FALSE(opened);
        std::string lines;
        if (!opened) {
            for (const base::Error& error : opened.error()) {
                lines += error.line() + "\n";
            }
        }
        return lines;
    }
};

TEST_F(Life, ImportKeepsTheFileAndOpensNothing) {
    office_.import_areas();
    const auto imported = office_.lifecycle().import_dialogue(torget);
    ASSERT_TRUE(imported);
    EXPECT_EQ(imported->slug, "torget");
    EXPECT_FALSE(imported->revised_open_round);
    EXPECT_EQ(office_.rounds().current("torget"), nullptr);
    EXPECT_EQ(office_.lifecycle().export_dialogue("torget").value(), torget);
}

TEST_F(Life, ImportTellsEverythingThatIsWrong) {
    const std::string bad = replaced(replaced(torget, R"("type": "multi")", R"("type": "many")"),
                                     R"("version": 1)",
                                     R"("version": "x")");
    const auto imported = office_.lifecycle().import_dialogue(bad);
    ASSERT_FALSE(imported);
    EXPECT_GE(imported.error().size(), 2U);
    EXPECT_FALSE(office_.lifecycle().export_dialogue("torget"));
}

TEST_F(Life, ExportOfAnUnknownDialogueIsNotFound) {
    const auto exported = office_.lifecycle().export_dialogue("torget");
    ASSERT_FALSE(exported);
    EXPECT_EQ(exported.error().fault(), Fault::not_found);
}

TEST_F(Life, OpeningNeedsAnImportedDialogue) {
    const auto opened = office_.lifecycle().open("torget", {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().front().fault(), Fault::not_found);
}

TEST_F(Life, OpeningRefusesAreasThatGrewBeyondTheLimitsSinceTheImport) {
    const std::string crossed =
        replaced(replaced(torget, R"("questions": [)", R"("dimensions": [["kon", "var"]],
        "questions": [
        {"id": "var", "type": "area", "area_root": "1", "background": true, "text": "Var?"},)"),
                 R"("round": {)",
                 R"("round": {"expected_answers": 1000000, )");
    office_.import_areas();
    ASSERT_TRUE(office_.lifecycle().import_dialogue(crossed));
    std::string areas = R"({"scheme": "prov", "areas": [{"code": "1", "name": "Staden"})";
    for (int i = 0; i < 300; ++i) {
        areas += R"(, {"code": "1-)" + std::to_string(i) + R"(", "name": "Del", "parent": "1"})";
    }
    ASSERT_TRUE(office_.lifecycle().import_areas(areas + "]}"));
    const auto opened = office_.lifecycle().open("torget", {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().front().fault(), Fault::invalid);
    EXPECT_EQ(office_.rounds().current("torget"), nullptr);
}

TEST_F(Life, OpeningFreezesTheQuestionnaire) {
    const domain::Round round = office_.open();
    EXPECT_EQ(round.state, RoundState::open);
    EXPECT_EQ(round.number, 1);
    EXPECT_EQ(round.questionnaire, torget);
    EXPECT_EQ(round.terms.decision_ref, "KS 1");
    EXPECT_EQ(round.released_day, clock_.today());
    EXPECT_TRUE(office_.submit({}));
}

TEST_F(Life, OpeningNamesAllThatIsMissingAtOnce) {
    const std::string bare = replaced(
        torget,
        R"("round": {"closes_at": "2024-10-31", "publish_by": "2024-12-01", "decision_ref": "KS 1",
              "free_text_delete_date": "2025-06-30", "grace_hours": 72})",
        R"("estimated_minutes": 2)");
    const std::string lines = refusals(bare);
    EXPECT_NE(lines.find("publish_by"), std::string::npos) << lines;
    EXPECT_NE(lines.find("decision_ref"), std::string::npos) << lines;
    EXPECT_NE(lines.find("free_text_delete_date"), std::string::npos) << lines;
}

TEST_F(Life, OpeningRefusesARoundThatIsOver) {
    move_to("2024-11-20");
    const std::string lines = refusals(torget);
    EXPECT_NE(lines.find("closes_at"), std::string::npos) << lines;
}

TEST_F(Life, OptionsAreStrongerThanTheFile) {
    const domain::Round round = office_.open(
        torget,
        {.closes_at = base::Day::parse("2024-10-20"), .decision_ref = "KS 2", .grace_hours = 0});
    EXPECT_EQ(round.terms.closes_at, base::Day::parse("2024-10-20"));
    EXPECT_EQ(round.terms.decision_ref, "KS 2");
    EXPECT_EQ(round.terms.grace_hours, 0);
    EXPECT_EQ(round.terms.publish_by, base::Day::parse("2024-12-01"));
}

TEST_F(Life, ADialogueHasOneRoundAtATime) {
    office_.open();
    const auto second = office_.lifecycle().open("torget", {});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().front().fault(), Fault::conflict);
    ASSERT_TRUE(office_.lifecycle().settle("torget", true));
    const auto third = office_.lifecycle().open("torget", {});
    ASSERT_TRUE(third);
    EXPECT_EQ(third->number, 2);
}

TEST_F(Life, WordingIsRevisedWhileTheRoundIsOpen) {
    office_.open();
    office_.submit_mixed(6);
    const std::string better = replaced(torget, "Är du trygg?", "Känner du dig trygg?");
    const auto revised = office_.lifecycle().import_dialogue(better);
    ASSERT_TRUE(revised);
    EXPECT_TRUE(revised->revised_open_round);
    EXPECT_EQ(office_.round().questionnaire, better);
    office_.submit_mixed(6);
    ASSERT_TRUE(office_.lifecycle().settle("torget", true));
    EXPECT_EQ(office_.books().questions.at("trygg").counted, 12);
}

TEST_F(Life, NothingButWordingCanBeRevised) {
    office_.open();
    const auto changed =
        office_.lifecycle().import_dialogue(replaced(torget, R"("id": "nej")", R"("id": "inte")"));
    EXPECT_FALSE(changed);
    EXPECT_EQ(office_.round().questionnaire, torget);
    EXPECT_EQ(office_.lifecycle().export_dialogue("torget").value(), torget);
}

TEST_F(Life, ANewVersionWaitsForTheNextRound) {
    office_.open();
    const std::string next = replaced(replaced(torget, R"("version": 1)", R"("version": 2)"),
                                      R"("id": "nej")",
                                      R"("id": "inte")");
    const auto imported = office_.lifecycle().import_dialogue(next);
    ASSERT_TRUE(imported);
    EXPECT_FALSE(imported->revised_open_round);
    EXPECT_EQ(office_.round().questionnaire, torget);
    ASSERT_TRUE(office_.lifecycle().settle("torget", true));
    ASSERT_TRUE(office_.lifecycle().open("torget", {}));
    EXPECT_EQ(office_.round().questionnaire, next);
}

TEST_F(Life, ARoundIsExtendedWithinWhatWasPromised) {
    office_.open();
    const auto extended = [this](std::string_view day) {
        const auto round = office_.lifecycle().extend("torget", *base::Day::parse(day));
        return round ? std::string() : std::string(round.error().front().message());
    };
    EXPECT_NE(extended("2024-10-31"), "");
    EXPECT_NE(extended("2024-10-20"), "");
    EXPECT_TRUE(extended("2024-12-02").contains("publish_by"));
    EXPECT_EQ(office_.round().terms.closes_at, base::Day::parse("2024-10-31"));
    EXPECT_EQ(extended("2024-11-20"), "");
    move_to("2024-11-15");
    advance();
    EXPECT_TRUE(office_.submit({}));
    EXPECT_EQ(extended("2024-11-25"), "");
    move_to("2024-11-26");
    EXPECT_NE(extended("2024-11-27"), "");  // it is over
    EXPECT_EQ(office_.round().terms.closes_at, base::Day::parse("2024-11-25"));
    EXPECT_EQ(office_.lifecycle()
                  .extend("okand", *base::Day::parse("2025-01-01"))
                  .error()
                  .front()
                  .fault(),
              Fault::not_found);
}

TEST_F(Life, TextsAreDeletedWhenItWasPromisedHoweverLongARoundIsExtended) {
    office_.open(torget,
                 {.publish_by = base::Day::parse("2025-12-01"),
                  .free_text_delete_date = base::Day::parse("2024-11-10")});
    EXPECT_FALSE(office_.lifecycle().extend("torget", *base::Day::parse("2024-11-09")));
    EXPECT_TRUE(office_.lifecycle().extend("torget", *base::Day::parse("2024-11-05")));
}

TEST_F(Life, AChangeThatCannotBeNotedIsNotMade) {
    const auto never = [](std::string_view, std::int64_t) {
        return base::Result<void>(base::fail(Fault::io, "the log cannot be written"));
    };
    office_.import_areas();
    EXPECT_FALSE(office_.lifecycle().import_dialogue(torget, never));
    EXPECT_TRUE(office_.lifecycle().dialogues()->empty());
    ASSERT_TRUE(office_.lifecycle().import_dialogue(torget));
    EXPECT_FALSE(office_.lifecycle().open("torget", {}, never));
    EXPECT_EQ(office_.rounds().current("torget"), nullptr);
    ASSERT_TRUE(office_.lifecycle().open("torget", {}));
    EXPECT_FALSE(office_.lifecycle().extend("torget", *base::Day::parse("2024-11-05"), never));
    EXPECT_FALSE(office_.lifecycle().close("torget", never));
    EXPECT_EQ(office_.round().terms.closes_at, base::Day::parse("2024-10-31"));
    EXPECT_EQ(office_.round().state, RoundState::open);
}

TEST_F(Life, ADraftIsTheNextRoundAndChangesNothing) {
    office_.import_areas();
    ASSERT_TRUE(office_.lifecycle().import_dialogue(torget));
    const auto first = office_.lifecycle().drafted("torget", {});
    ASSERT_TRUE(first);
    EXPECT_EQ((*first)->round.number, 1);
    EXPECT_EQ((*first)->questionnaire.questions.size(), 4U);
    EXPECT_EQ(office_.rounds().current("torget"), nullptr);
    const auto dialogues = office_.lifecycle().dialogues();
    ASSERT_EQ(dialogues->size(), 1U);
    EXPECT_EQ(dialogues->front().title, "Torget");
    EXPECT_EQ(dialogues->front().round, nullptr);
    ASSERT_TRUE(office_.lifecycle().open("torget", {}));
    EXPECT_EQ((*office_.lifecycle().drafted("torget", {}))->round.number, 2);
    EXPECT_EQ(office_.lifecycle().dialogues()->front().state, RoundState::open);
}

TEST_F(Life, DaysThatAreTakenAwayAreNotThoseOfTheFile) {
    office_.import_areas();
    ASSERT_TRUE(office_.lifecycle().import_dialogue(torget));
    const auto draft =
        office_.lifecycle().drafted("torget", {.decision_ref = "KS 2", .has_all_days = true});
    ASSERT_TRUE(draft);
    EXPECT_EQ((*draft)->round.terms.closes_at, std::nullopt);
    EXPECT_EQ((*draft)->round.terms.publish_by, std::nullopt);
    EXPECT_FALSE(office_.lifecycle().open("torget", {.has_all_days = true}));
}

TEST_F(Life, ARoundOpensOnItsDay) {
    const domain::Round round = office_.open(torget, {.opens_at = base::Day::parse("2024-10-10")});
    EXPECT_EQ(round.state, RoundState::scheduled);
    EXPECT_EQ(round.released_day, base::Day::parse("2024-10-10"));
    advance();
    EXPECT_EQ(office_.round().state, RoundState::scheduled);
    move_to("2024-10-10");
    advance();
    EXPECT_EQ(office_.round().state, RoundState::open);
}

TEST_F(Life, SettlingAfterTheClosingDayKeepsTheClosingDay) {
    office_.open();
    move_to("2024-11-02");
    ASSERT_TRUE(office_.lifecycle().settle("torget", true));
    EXPECT_EQ(office_.round().last_day(), base::Day::parse("2024-10-31"));
}

TEST_F(Life, ClosingByHandStartsTheGrace) {
    office_.open();
    office_.submit_mixed(6);
    ASSERT_TRUE(office_.lifecycle().close("torget"));
    EXPECT_EQ(office_.round().state, RoundState::closed);
    EXPECT_EQ(office_.lifecycle().close("torget").error().fault(), Fault::conflict);
    EXPECT_EQ(office_.lifecycle().settle("torget", false).error().fault(), Fault::conflict);
    clock_.advance_days(3);
    advance();
    EXPECT_EQ(office_.round().state, RoundState::settled);
}

TEST_F(Life, SettlingNowClosesFirst) {
    office_.open();
    office_.submit_mixed(6);
    ASSERT_TRUE(office_.lifecycle().settle("torget", true));
    office_.expect_settled("settled by hand");
    EXPECT_TRUE(office_.round().closed_at);
    EXPECT_EQ(office_.lifecycle().settle("torget", true).error().fault(), Fault::conflict);
}

TEST_F(Life, WithoutWeeklyReleasesNothingIsCountedBeforeSettlement) {
    office_.open();
    office_.submit_mixed(60);
    for (int day = 0; day < 20; ++day) {
        clock_.advance_days(1);
        advance();
    }
    EXPECT_EQ(office_.books().questions.at("trygg").counted, 0);
    EXPECT_EQ(office_.round().batch, 0);
    office_.expect_complete("after twenty nights");
    EXPECT_EQ(office_.key_files(), 1U);
}

TEST_F(Life, AWeeklyRoundReleasesEachWeekWhatIsEnough) {
    office_.open(torget, {.release = domain::ReleaseRhythm{.weekly = true, .batch_min = 20}});
    office_.submit_mixed(24);
    for (int day = 0; day < 6; ++day) {
        clock_.advance_days(1);
        advance();
    }
    EXPECT_EQ(office_.books().questions.at("trygg").counted, 0) << "not before its week is over";
    clock_.advance_days(1);
    advance();
    EXPECT_EQ(office_.books().questions.at("trygg").counted, 24);
    office_.submit_mixed(19);
    clock_.advance_days(7);
    advance();
    EXPECT_EQ(office_.books().questions.at("trygg").counted, 24) << "fewer than batch_min wait";
    office_.submit_mixed(1);
    clock_.advance_days(7);
    advance();
    EXPECT_EQ(office_.books().questions.at("trygg").counted, 44);
    EXPECT_EQ(office_.round().batch, 2);
}

TEST_F(Life, ADayHasOneNightlyTick) {
    office_.open();
    clock_.advance_days(1);
    advance();
    const std::int64_t epoch = office_.epochs().front().number;
    EXPECT_EQ(epoch, 2);
    advance();
    EXPECT_EQ(office_.epochs().front().number, epoch);
}

TEST_F(Life, ARestartKeepsEverything) {
    office_.open();
    office_.submit_mixed(8);
    office_.restart();
    EXPECT_EQ(office_.round().state, RoundState::open);
    office_.submit_mixed(4);
    ASSERT_TRUE(office_.lifecycle().settle("torget", true));
    EXPECT_EQ(office_.books().questions.at("trygg").counted, 12);
}

TEST_F(Life, ARoundWhoseDocumentsAreDamagedDoesNotStopTheOthers) {
    const domain::Round sound = office_.open();
    ASSERT_TRUE(office_.lifecycle().import_dialogue(
        replaced(torget, R"("id": "torget")", R"("id": "parken")")));
    domain::Round damaged = office_.lifecycle().open("parken", {}).value();
    const base::Id damaged_id = damaged.id;
    damaged.questionnaire = "{";
    ASSERT_TRUE(office_.store().update_round(damaged));
    EXPECT_TRUE(office_.rounds().refresh());
    EXPECT_NE(office_.rounds().find(damaged_id), nullptr) << "it stays as it was read";
    office_.restart();
    EXPECT_EQ(office_.rounds().find(damaged_id), nullptr);
    EXPECT_TRUE(office_.submit({}));
    clock_.advance_days(1);
    advance();
    EXPECT_EQ(office_.round().resealed_day, clock_.today());
    EXPECT_EQ(office_.rounds().find(sound.id)->round.resealed_day, clock_.today());
    EXPECT_TRUE(office_.keys().epoch_key({.round = damaged_id, .number = 1})) << "it may be mended";
}

TEST_F(Life, UnknownRoundsAreNotFound) {
    EXPECT_EQ(office_.lifecycle().close("torget").error().fault(), Fault::not_found);
    EXPECT_EQ(office_.lifecycle().settle("torget", true).error().fault(), Fault::not_found);
}

TEST_F(Life, DocumentsAreCheckedBeforeTheyAreKept) {
    EXPECT_FALSE(office_.lifecycle().import_areas("{"));
    EXPECT_FALSE(office_.lifecycle().import_codebook(R"({"id": 3})"));
    EXPECT_FALSE(office_.store().document(rounds::areas_document).value());
}

}  // namespace
}  // namespace lyhord::tests
