#include "reporting/chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "made_report.h"
#include "reporting/chart_drawing.h"
#include "swedish_words.h"

namespace lyhord::reporting {
namespace {

using ::testing::HasSubstr;
using testing::made_report;
using ::testing::Not;
using testing::swedish_words;

TEST(Chart, SaysInWordsWhatItShows) {
    const Report report = made_report();
    const std::string svg = bars_svg(report, report.questions[0], swedish_words());
    EXPECT_THAT(svg, HasSubstr("<title>Vad gör dig &quot;otrygg&quot; &lt;här&gt; &amp; där?"));
    EXPECT_THAT(svg, HasSubstr("<desc>Text om b 75 % (30); Text om a 25 % (10)</desc>"));
    EXPECT_THAT(svg, HasSubstr("40 svarande"));
    EXPECT_THAT(svg,
                HasSubstr("Källa: Hur trygg är du?, Härnösand (trygghet, omgång 2, utgåva 3)."));
}

TEST(Chart, PutsTheLargestFirstButKeepsTheStepsOfAScale) {
    const Report report = made_report();
    const auto first = [&](std::size_t question) {
        const std::string svg = bars_svg(report, report.questions[question], swedish_words());
        return svg.find("Text om b</text>") < svg.find("Text om a</text>") ? 'b' : 'a';
    };
    EXPECT_EQ(first(0), 'b');
    EXPECT_EQ(first(1), 'a');
}

TEST(Chart, HasNoStyleOrScriptThatAPageWouldRefuse) {
    const Report report = made_report();
    for (const std::string& svg :
         {bars_svg(report, report.questions[0], swedish_words()),
          groups_svg(report, report.questions[1], "area", swedish_words())}) {
        EXPECT_THAT(svg, Not(HasSubstr("style")));
        EXPECT_THAT(svg, Not(HasSubstr("script")));
        EXPECT_THAT(svg, Not(HasSubstr("href")));
        EXPECT_TRUE(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    }
}

TEST(Chart, StacksTheStepsOfAScaleByGroup) {
    const Report report = made_report();
    const std::string svg = groups_svg(report, report.questions[1], "area", swedish_words());
    for (const char* text : {"Alla", "Område norr", "Område syd", ">20<", ">80<", ">30<", ">70<"}) {
        EXPECT_THAT(svg, HasSubstr(text));
    }
}

TEST(Chart, OnAPageIsNarrowNamedByIdsOfItsOwnAndLeavesTheRestToThePage) {
    const Report report = made_report();
    const std::string bars =
        bars_svg(report, report.questions[0], swedish_words(), ChartPlace::page);
    const std::string groups =
        groups_svg(report, report.questions[1], "area", swedish_words(), ChartPlace::page);
    EXPECT_THAT(bars, HasSubstr("aria-labelledby=\"bars-q1-title\""));
    EXPECT_THAT(bars, HasSubstr("<title id=\"bars-q1-title\">"));
    EXPECT_THAT(bars, HasSubstr("<desc id=\"bars-q1-desc\">Text om b 75 % (30)"));
    EXPECT_THAT(groups, HasSubstr("<title id=\"groups-q2-title\">"));
    EXPECT_THAT(groups, HasSubstr(">Område norr: 20 svarande</text>"));
    for (const std::string& svg : {bars, groups}) {
        EXPECT_THAT(svg, HasSubstr("viewBox=\"0 0 380 "));
        EXPECT_THAT(svg, Not(HasSubstr("Källa")));
        EXPECT_THAT(svg, Not(HasSubstr("Vem som helst")));
    }
}

TEST(Chart, InAFileHasNoIdThatAPageCouldHaveTwice) {
    const Report report = made_report();
    EXPECT_THAT(bars_svg(report, report.questions[0], swedish_words()), Not(HasSubstr(" id=")));
}

// By letters as wide as a digit of DejaVu Sans, the widest of the fonts that Debian has.
double end_of_text(const std::string& svg, const std::string& words) {
    constexpr double letter_width = 9;
    const std::size_t at = svg.find(">" + words + "<");
    EXPECT_NE(at, std::string::npos) << words;
    const std::string_view mark = "<text x=\"";
    const std::size_t start = svg.rfind(mark, at) + mark.size();
    return std::stod(svg.substr(start)) + letter_width * static_cast<double>(words.size());
}

TEST(Chart, OfGroupsHasRoomForItsFigures) {
    Report report = made_report();
    ReportQuestion& question = report.questions[1];
    for (ReportRow& row : question.rows) {
        row.base = row.indicator_base = 1084;
        row.indicator = testing::figure("a", 412, 1084);
    }
    question.indicator = "a";
    const std::string stacks = groups_svg(report, question, "area", swedish_words());
    EXPECT_LE(end_of_text(stacks, "1 084 svarande"), 760);
    question.is_ordinal = false;
    const std::string dots = groups_svg(report, question, "area", swedish_words());
    EXPECT_LE(end_of_text(dots, "38 % (1 084 svarande)"), 760);
}

TEST(Chart, IsNoneOfWhatIsNotReleased) {
    Report report = made_report();
    report.questions[0].rows.front().base = 0;
    EXPECT_EQ(bars_svg(report, report.questions[0], swedish_words()), "");
    EXPECT_EQ(bars_svg(report, report.questions[2], swedish_words()), "");
    EXPECT_EQ(groups_svg(report, report.questions[1], "age", swedish_words()), "");
    // A multiple choice has no steps, and this one no indicator.
    EXPECT_EQ(groups_svg(report, report.questions[0], "area", swedish_words()), "");
}

TEST(Chart, LeavesOutWhatXmlCannotSay) { EXPECT_EQ(xml_text("a\x01<b>\n"), "a&lt;b&gt;\n"); }

}  // namespace
}  // namespace lyhord::reporting
