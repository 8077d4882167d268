// The files of report.zip, apart from the programs that open them (tests/reports).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "made_report.h"
#include "reporting/archive.h"
#include "reporting/document.h"
#include "reporting/import_scripts.h"
#include "reporting/report_csv.h"
#include "reporting/report_package.h"
#include "swedish_words.h"

namespace lyhord::reporting {
namespace {

using ::testing::HasSubstr;
using testing::made_report;
using ::testing::Not;
using testing::swedish_words;

TEST(Archive, HasTheSameBytesOfTheSameFiles) {
    const std::vector<ArchivedFile> files{{.name = "å/b.txt", .bytes = "text"},
                                          {.name = "tom", .bytes = ""}};
    const std::string first = make_archive(files).value();
    EXPECT_TRUE(first.starts_with("PK"));
    EXPECT_EQ(make_archive(files).value(), first);
}

TEST(Archive, RefusesANameTwice) {
    EXPECT_FALSE(make_archive({{.name = "a", .bytes = "1"}, {.name = "a", .bytes = "2"}}));
}

TEST(ReportPackage, HasTheSameBytesOfTheSameReport) {
    const std::string first = report_package(made_report(), swedish_words()).value();
    EXPECT_EQ(report_package(made_report(), swedish_words()).value(), first);
    Report other = made_report();
    other.questions[0].rows[0].options[0].count = 11;
    EXPECT_NE(report_package(other, swedish_words()).value(), first);
}

TEST(ReportCsv, HasARowForEachFigureAndSaysHowMany) {
    const std::string csv = report_csv(made_report(), swedish_words(), CsvDialect::machine);
    // Two questions with three rows of a base and two options, and taking part.
    EXPECT_THAT(csv, HasSubstr("\r\n_end,19,"));
    EXPECT_THAT(csv, HasSubstr("trygghet,2,settled,3,5,42,q1,multi,option,"));
    const std::string swedish =
        report_csv(made_report(), swedish_words(), CsvDialect::swedish_excel);
    EXPECT_THAT(swedish, HasSubstr(";30;40;0,750000;"));
}

TEST(ReportCsv, CountsNoSubtotal) {
    Report report = made_report();
    report.questions[0].rows.back().is_subtotal = true;
    EXPECT_THAT(report_csv(report, swedish_words(), CsvDialect::machine), HasSubstr("_end,16,"));
}

TEST(SituationDocument, HasThePartsOfTheActInTheirOrder) {
    const std::string html = document_html(situation_document(made_report(), swedish_words()));
    const std::size_t mapping = html.find("<h2>1. Kartläggning</h2>");
    const std::size_t other = html.find("<h2>2. Annan information</h2>");
    const std::size_t analysis = html.find("<h2>3. Analys</h2>");
    EXPECT_LT(mapping, other);
    EXPECT_LT(other, analysis);
    EXPECT_LT(analysis, html.size());
    EXPECT_THAT(html, HasSubstr("Vad gör dig &quot;otrygg&quot; &lt;här&gt; &amp; där?"));
    EXPECT_THAT(html, Not(HasSubstr("<här>")));
}

// Fourteen columns of a table are read neither on paper nor on a phone.
TEST(SituationDocument, HasAColumnForEachOfFewGroupsOfManyOptions) {
    const auto header_of = [](const Report& report) {
        for (const Block& block : situation_document(report, swedish_words()).blocks) {
            const auto* table = std::get_if<Table>(&block);
            if (table != nullptr && table->caption.starts_with("Efter")) {
                return table->header;
            }
        }
        return std::vector<std::string>();
    };
    Report report = made_report();
    EXPECT_EQ(header_of(report),
              (std::vector<std::string>{"Grupp", "Svarande", "Text om a", "Text om b"}));
    for (const char* option : {"c", "d"}) {
        report.questions[0].options.push_back({.id = option, .text = option});
        for (ReportRow& row : report.questions[0].rows) {
            row.options.push_back(testing::figure(option, 1, row.base));
        }
    }
    EXPECT_EQ(header_of(report), (std::vector<std::string>{"Svar", "Område norr", "Område syd"}));
}

TEST(SituationDocument, SaysWhatIsNotShown) {
    Report report = made_report();
    report.questions[0].rows.front().base = 0;
    report.questions[0].withheld = 3;
    const std::string html = document_html(situation_document(report, swedish_words()));
    EXPECT_THAT(html, HasSubstr("Visas inte: för få svar. 3 svar är inte redovisade."));
}

TEST(MethodDocument, NamesTheSourceOfEachFormula) {
    const std::string html = document_html(method_document(made_report(), swedish_words()));
    for (const char* source : {"Wilson", "Newcombe", "Deming", "Kish"}) {
        EXPECT_THAT(html, HasSubstr(source));
    }
}

TEST(ImportScripts, RunNoTextAsCode) {
    Report report = made_report();
    report.questions[0].text = "\"); system(\"x\"); (\"\\ å\nrad";
    const std::string r = r_script(report, swedish_words());
    EXPECT_THAT(r, HasSubstr("\\\"); system(\\\"x\\\"); (\\\"\\\\ \\U000000e5\\U0000000arad\""));
    for (const char c : r) {
        EXPECT_LT(static_cast<unsigned char>(c), 0x80);
    }
    const std::string spss = spss_script(report, swedish_words());
    EXPECT_THAT(spss, HasSubstr("\"\"\"); system(\"\"x\"\"); (\"\"\\ å rad\""));
}

TEST(ImportScripts, NameEveryColumnOfTheFile) {
    const std::string csv = report_csv(made_report(), swedish_words(), CsvDialect::machine);
    const std::string spss = spss_script(made_report(), swedish_words());
    std::string_view header = std::string_view(csv).substr(0, csv.find("\r\n"));
    std::size_t after = 0;
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        const std::size_t found =
            spss.find("\r\n  " + std::string(header.substr(0, end)) + " ", after);
        ASSERT_NE(found, std::string::npos) << header;
        after = found;
        header.remove_prefix(std::min(end + 1, header.size()));
    }
}

}  // namespace
}  // namespace lyhord::reporting
