// What everybody is told of a published edition, and its files.
#include "reporting/public_report.h"

#include <gmock/gmock.h>

#include <memory>

#include "base/json/json.h"
#include "reporting/public_files.h"
#include "unit/disclosure/public_round.h"

namespace lyhord::reporting {
namespace {

using disclosure::testing::PublicRound;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class PublicReportOf : public ::testing::Test {
protected:
    PublicReportOf() {
        domain::FrozenRound& round = made_.round();
        round.round.slug = "torget";
        round.round.number = 3;
        round.round.batch = 2;
        round.questionnaire.language = "sv";
        round.questionnaire.languages = {"sv", "en"};
        round.questionnaire.title.add("sv", "Torget");
        round.questionnaire.title.add("en", "The square");
        round.areas.areas = {
            {.code = "town", .name = "Staden", .kind = {}, .parent = {}, .population = {}},
            {.code = "a", .name = "A", .kind = {}, .parent = 0, .population = {}}};
    }

    PublicReport report(const std::vector<std::int64_t>& homes,
                        const std::vector<std::int64_t>& ages,
                        std::string_view language = "sv") {
        auto edition = made_.edition(homes, ages);
        EXPECT_TRUE(edition);
        return PublicReport({.round = std::make_shared<const domain::FrozenRound>(made_.round()),
                             .edition = 4,
                             .day = base::Day(20'000),
                             .content = std::move(*edition)},
                            language,
                            words_);
    }
    static std::vector<std::string> texts(const std::vector<const ReportRow*>& rows) {
        std::vector<std::string> all;
        for (const ReportRow* row : rows) {
            all.push_back(row->text + " " + std::to_string(row->base));
        }
        return all;
    }

    PublicRound made_;
    // Each word is its key.
    ReportWords words_{[](std::string_view key) {
        key.remove_prefix(std::string_view("staff_report_").size());
        return key == "rest" ? std::string_view("rest of {area}") : key;
    }};
};

TEST_F(PublicReportOf, NamesWhatWasJoined) {
    const PublicReport told = report({9, 20, 30, 40, 10}, {9, 9, 91});
    const ReportQuestion& safe = told.report().questions.front();
    EXPECT_THAT(texts(safe.by("home")),
                ElementsAre(" 20", " 30", "rest of Staden 49", "missing 10"));
    EXPECT_THAT(texts(safe.by("age")), ElementsAre(" 91", "not_reported 18"));
}

TEST_F(PublicReportOf, HasNoSensitiveThemeNoSentenceAndNoSubtotalThatMissesSomebody) {
    const PublicReport told = report({9, 20, 30, 40}, {99});
    ASSERT_NE(told.themes(), nullptr);
    EXPECT_EQ(told.themes()->id, "words");
    ASSERT_EQ(told.themes()->options.size(), 1U);
    EXPECT_EQ(told.themes()->options[0].id, "light");
    for (const ReportQuestion& question : told.report().questions) {
        EXPECT_TRUE(question.sentences.empty());
        for (const ReportRow& row : question.rows) {
            EXPECT_EQ(row.options.size(), question.options.size());
            EXPECT_FALSE(row.is_subtotal);
        }
    }
    EXPECT_EQ(told.causes(), nullptr);
}

TEST_F(PublicReportOf, TellsTensOfWhatWasMovedAndNothingOfWhatWasReceived) {
    const PublicReport told = report({9, 20, 30, 40}, {13, 9, 77});
    const ReportQuestion& safe = told.report().questions.front();
    ASSERT_EQ(safe.recoded.size(), 2U);
    EXPECT_EQ(safe.recoded[0].answers, 0) << "nine";
    EXPECT_EQ(safe.recoded[1].answers, 20) << "thirteen and nine";
    EXPECT_EQ(told.report().received, told.report().counted());
}

TEST_F(PublicReportOf, SaysWhatIsLeftOut) {
    made_.round().questionnaire.questions[2].for_staff_only = true;
    made_.round().questionnaire.questions[2].text.add("sv", "Trygg?");
    const PublicReport told = report({40}, {40});
    ASSERT_EQ(told.gaps().size(), 1U);
    EXPECT_EQ(told.gaps()[0].text, "Trygg?");
    EXPECT_EQ(told.gaps()[0].why, domain::PublicGap::sensitive);
}

TEST_F(PublicReportOf, IsInALanguageOfTheQuestionnaire) {
    EXPECT_EQ(report({40}, {40}, "en").report().title, "The square");
    EXPECT_EQ(report({40}, {40}, "en").language(), "en");
    EXPECT_EQ(report({40}, {40}, "ar").report().title, "Torget");
    EXPECT_EQ(report({40}, {40}, "ar").language(), "sv");
}

TEST_F(PublicReportOf, EveryNumberOfTheFilesCarriesItsSource) {
    const PublicReport told = report({9, 20, 30, 40}, {99});
    const std::string csv = public_csv(told);
    EXPECT_THAT(
        csv,
        HasSubstr(
            "torget,3,4,2024-10-04,1,\"book, version 1\",2,5,none,safe,,,base,home,b,,,,20,20,"));
    EXPECT_THAT(csv, HasSubstr(",option,,,,yes,,"));
    EXPECT_THAT(csv, Not(HasSubstr(",9,9,")));
    const auto json = base::Json::parse(public_json(told));
    ASSERT_TRUE(json);
    const base::Json& source = *json->find("source");
    EXPECT_EQ(*source.find("round")->as_integer(), 3);
    EXPECT_EQ(*source.find("edition")->as_integer(), 4);
    EXPECT_EQ(*source.find("batch")->as_integer(), 2);
    EXPECT_EQ(*source.find("weights")->as_string(), "none");
    EXPECT_EQ(json->find("questions")->as_array()->size(), 3U);
}

TEST(AtomFeed, NamesARoundForGoodAndEscapesItsTitle) {
    const PublishedEntry entry{.round = {7},
                               .slug = "torget",
                               .title = "Trygg & <glad>?",
                               .number = 1,
                               .day = base::Day(20'000)};
    const FeedOptions here{.title = "Resultat",
                           .author = "Staden",
                           .site = "https://a.example",
                           .path = "/flode.atom",
                           .language = "sv"};
    FeedOptions moved = here;
    moved.site = "https://b.example";
    const std::string feed = atom_feed(here, {entry});
    EXPECT_THAT(feed, HasSubstr("<title>Resultat: Trygg &amp; &lt;glad&gt;?</title>"));
    EXPECT_THAT(feed, HasSubstr("<updated>2024-10-04T00:00:00Z</updated>"));
    EXPECT_THAT(feed, HasSubstr("href=\"https://a.example/r/torget\""));
    const auto name = [](const std::string& xml) {
        return xml.substr(xml.rfind("<id>"), std::string_view("<id>urn:uuid:").size() + 36);
    };
    EXPECT_EQ(name(feed), name(atom_feed(moved, {entry}))) << "whatever the address is";
    PublishedEntry other = entry;
    other.round = {8};
    EXPECT_NE(name(feed), name(atom_feed(here, {other})));
}

}  // namespace
}  // namespace lyhord::reporting
