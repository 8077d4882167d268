// What a round needs before residents may see it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario.h"

namespace lyhord::tests {
namespace {

using testing::HasSubstr;

// A questionnaire with one question and these other members.
std::string questionnaire(const std::string& more) {
    return R"({"id":"prov","version":1,"language":"sv","title":"Prov",)" + more +
           R"("questions":[{"id":"q1","type":"single","text":"Trygg?","options":[)"
           R"({"id":"ja","text":"Ja"},{"id":"nej","text":"Nej"}]},)"
           R"({"id":"q2","type":"text","text":"Varför?","max_chars":100}]})";
}

constexpr const char* notice =
    R"("privacy_notice":{"controller":"Kommunstyrelsen","legal_basis":"Artikel 6.1 e",)"
    R"("retention":"Till 2030","contact":"dso@example.org"},)";

// What is said when a round of this questionnaire is opened; empty: it opens.
std::string refusal(Site& site, const std::string& more, const rounds::OpenOptions& options) {
    const auto imported = site.service().lifecycle.import_dialogue(questionnaire(more));
    EXPECT_TRUE(imported.has_value());
    const auto opened = site.service().lifecycle.open("prov", options);
    std::string said;
    for (const base::Error& error : opened ? std::vector<base::Error>{} : opened.error()) {
        said += error.line() + "\n";
    }
    return said;
}

rounds::OpenOptions complete(Site& site) {
    rounds::OpenOptions options = site.terms();
    options.decision_ref = "KS 26-001";
    return options;
}

TEST(Opening, TakesARoundThatSaysEverything) {
    Site site;
    EXPECT_EQ(refusal(site, notice, complete(site)), "");
    EXPECT_EQ(site.get("/d/prov").status, 200);
}

TEST(Opening, NeedsAPrivacyNotice) {
    Site site;
    EXPECT_THAT(refusal(site, "", complete(site)), HasSubstr("privacy_notice"));
    EXPECT_EQ(site.get("/d/prov").status, 404);
}

TEST(Opening, NeedsEveryPartOfThePrivacyNotice) {
    Site site;
    const std::string partial = R"("privacy_notice":{"controller":"Kommunstyrelsen"},)";
    EXPECT_THAT(refusal(site, partial, complete(site)), HasSubstr("legal_basis"));
}

TEST(Opening, NeedsTheDayOfPublication) {
    Site site;
    rounds::OpenOptions options = complete(site);
    options.publish_by.reset();
    EXPECT_THAT(refusal(site, notice, options), HasSubstr("publish_by"));
}

TEST(Opening, NeedsARetentionDecision) {
    Site site;
    rounds::OpenOptions options = complete(site);
    options.decision_ref.reset();
    EXPECT_THAT(refusal(site, notice, options), HasSubstr("decision_ref"));
}

TEST(Opening, NeedsTheDayOnWhichTextsAreDestroyed) {
    Site site;
    rounds::OpenOptions options = complete(site);
    options.free_text_delete_date.reset();
    EXPECT_THAT(refusal(site, notice, options), HasSubstr("free_text_delete_date"));
}

TEST(Opening, NamesEverythingThatIsMissingAtOnce) {
    Site site;
    EXPECT_THAT(refusal(site, "", {}),
                testing::AllOf(HasSubstr("privacy_notice"),
                               HasSubstr("publish_by"),
                               HasSubstr("decision_ref"),
                               HasSubstr("free_text_delete_date")));
}

TEST(Opening, RefusesDaysInTheWrongOrder) {
    Site site;
    rounds::OpenOptions options = complete(site);
    options.closes_at = site.clock().today().plus(-1);
    EXPECT_THAT(refusal(site, notice, options), HasSubstr("closes_at"));
    options = complete(site);
    options.publish_by = options.closes_at->plus(-1);
    EXPECT_THAT(refusal(site, notice, options), HasSubstr("publish_by is before closes_at"));
}

TEST(Opening, PromisesNoDayOnWhichTextsCannotBeDestroyed) {
    Site site;
    rounds::OpenOptions options = complete(site);
    options.grace_hours = 72;
    options.free_text_delete_date = options.closes_at->plus(4);  // the day on which it settles
    EXPECT_THAT(refusal(site, notice, options), HasSubstr("free_text_delete_date must be after"));
    options.free_text_delete_date = options.closes_at->plus(5);
    EXPECT_EQ(refusal(site, notice, options), "");
}

TEST(Opening, NeedsTheDayOnWhichARoundWithTextsEnds) {
    Site site;
    rounds::OpenOptions options = complete(site);
    options.closes_at.reset();
    EXPECT_THAT(refusal(site, notice, options), HasSubstr("--closes-at"));
}

TEST(Opening, WaitsForTheRoundBeforeToBeSettled) {
    Site site;
    EXPECT_EQ(refusal(site, notice, complete(site)), "");
    EXPECT_THAT(refusal(site, notice, complete(site)), HasSubstr("not settled"));
    ASSERT_TRUE(site.service().lifecycle.settle("prov", true).has_value());
    EXPECT_EQ(refusal(site, notice, complete(site)), "");
    EXPECT_EQ(site.service().frozen_rounds.current("prov")->round.number, 2);
}

TEST(Opening, FreezesTheQuestionsButLetsTheirWordingBeCorrected) {
    Site site;
    site.open_demo();
    std::string corrected = demo_questionnaire();
    const std::string old_word = "Hur trygg känner du dig i centrum?";
    corrected.replace(corrected.find(old_word), old_word.size(), "Hur trygg är du i centrum?");
    ASSERT_TRUE(site.service().lifecycle.import_dialogue(corrected).has_value());
    const std::string path = "/api/v1/dialogues/" + std::string(demo);
    EXPECT_THAT(site.get(path).body, HasSubstr("Hur trygg är du i centrum?"));

    std::string changed = corrected;
    const std::string old_id = R"("id": "q8_avstar")";
    changed.replace(changed.find(old_id), old_id.size(), R"("id": "q8_annan")");
    EXPECT_FALSE(site.service().lifecycle.import_dialogue(changed).has_value());
}

TEST(Import, NamesEverythingThatIsWrongWithItsPointer) {
    Site site;
    const auto imported = site.service().lifecycle.import_dialogue(
        R"({"id":"prov","version":"ett","language":"sv","title":"Prov","colour":"red",
            "questions":[{"id":"q1","type":"blob","text":"?"}]})");
    ASSERT_FALSE(imported.has_value());
    std::string said;
    for (const base::Error& error : imported.error()) {
        said += error.line() + "\n";
    }
    EXPECT_THAT(said,
                testing::AllOf(
                    HasSubstr("/version"), HasSubstr("/colour"), HasSubstr("/questions/0/type")));
}

}  // namespace
}  // namespace lyhord::tests
