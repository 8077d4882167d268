// A document handed to lyhord-report, which draws it, and back. What people see of the PDF is in
// tests/reports.
#include "reporting/printing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "made_report.h"
#include "reporting/report_package.h"
#include "support/temporary_store.h"
#include "swedish_words.h"

namespace lyhord::reporting {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::made_report;
using testing::swedish_words;

constexpr std::string_view square =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><title>å</title>"
    "<rect width=\"10\" height=\"10\"/></svg>";

PrintJob job_of(std::vector<Block> blocks) {
    return {.document = {.title = "Underlag, Åre", .blocks = std::move(blocks)},
            .facts = {.author = "Åre", .page = "Sida {n} av {all}", .day = "2026-11-23"}};
}

std::size_t pages_in(const std::string& pdf) {
    std::size_t pages = 0;
    for (std::size_t at = pdf.find("/Type /Page "); at != std::string::npos;
         at = pdf.find("/Type /Page ", at + 1)) {
        ++pages;
    }
    return pages;
}

TEST(PrintJson, KeepsEveryBlock) {
    const PrintJob job = job_of({Heading{.level = 2, .text = "Rubrik"},
                                 Paragraph{"Text med \"tecken\""},
                                 BulletList{{"ett", "två"}},
                                 Table{.caption = "Tabell",
                                       .header = {"Svar", "Antal"},
                                       .rows = {{"Ja", "1 084"}, {"Nej", "3"}},
                                       .has_figures = false},
                                 Picture{.svg = "<svg/>", .description = "Diagram"},
                                 EmptyBox{"Skriv här"}});
    const auto back = print_job_from(base::Json::parse(print_json(job).dump()).value());
    ASSERT_TRUE(back);
    EXPECT_EQ(print_json(*back).dump(), print_json(job).dump());
    EXPECT_EQ(std::get<Table>(back->document.blocks[3]).rows[0][1], "1 084");
    EXPECT_FALSE(std::get<Table>(back->document.blocks[3]).has_figures);
}

TEST(PrintJson, MakesEveryRowAsLongAsItsHeader) {
    const auto job = print_job_from(
        base::Json::parse(R"({"blocks":[{"table":"","header":["a","b"],"rows":[["1"],[]]}]})")
            .value());
    ASSERT_TRUE(job);
    for (const auto& row : std::get<Table>(job->document.blocks[0]).rows) {
        EXPECT_EQ(row.size(), 2U);
    }
    EXPECT_FALSE(print_job_from(base::Json::parse(R"({"blocks":[{"x":1}]})").value()));
    EXPECT_FALSE(print_job_from(base::Json::parse("{}").value()));
}

TEST(PrintDocument, DrawsAPdfAndAPictureOfEachChart) {
    const PrintJob job = job_of({Heading{.level = 1, .text = "Rubrik"},
                                 Picture{.svg = std::string(square), .description = "Ruta"}});
    const auto printed = print_document(job);
    ASSERT_TRUE(printed) << printed.error().line();
    EXPECT_TRUE(printed->pdf.starts_with("%PDF-"));
    EXPECT_EQ(pages_in(printed->pdf), 1U);
    ASSERT_EQ(printed->pictures.size(), 1U);
    EXPECT_TRUE(printed->pictures[0].starts_with("\x89PNG"));
    EXPECT_EQ(print_document(job)->pdf, printed->pdf);
}

// A table goes on to the next page, and one with many columns is told in parts.
TEST(PrintDocument, GivesEveryRowAndColumnRoom) {
    Table table{.caption = "Tabell", .header = {"Område"}, .rows = {}};
    for (int column = 0; column < 20; ++column) {
        table.header.push_back("Svar " + std::to_string(column));
    }
    for (int row = 0; row < 100; ++row) {
        table.rows.emplace_back(table.header.size(), std::to_string(row) + " %");
    }
    const auto printed = print_document(job_of({table}));
    ASSERT_TRUE(printed) << printed.error().line();
    EXPECT_GT(pages_in(printed->pdf), 6U);
}

TEST(PrintDocument, DrawsAWordThatIsLongerThanALine) {
    EXPECT_TRUE(print_document(job_of({Heading{.level = 1, .text = std::string(4000, 'x')},
                                       Paragraph{std::string(20'000, 'y')},
                                       BulletList{{"", std::string(400, 'z')}}})));
}

TEST(PrintDocument, RefusesAChartThatIsNone) {
    for (const char* svg : {"", "<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"}) {
        const auto printed = print_document(job_of({Picture{.svg = svg, .description = {}}}));
        ASSERT_FALSE(printed) << svg;
        EXPECT_THAT(printed.error().line(), HasSubstr("exit status (1)")) << svg;
    }
}

// What a chart names is neither read nor fetched.
TEST(PrintDocument, OpensNoFileThatAChartNames) {
    const tests::TemporaryFolder folder;
    const std::string image = folder.path() / "image.svg";
    std::ofstream(image) << square;
    const auto with = [&image](const std::string& inside) {
        return print_document(job_of({Picture{.svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                                                     "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                                                     "viewBox=\"0 0 10 10\">" +
                                                     inside + "</svg>",
                                              .description = {}}}));
    };
    const auto empty = with("");
    const auto linked =
        with("<image width=\"10\" height=\"10\" xlink:href=\"file://" + image + "\"/>");
    ASSERT_TRUE(empty);
    ASSERT_TRUE(linked);
    EXPECT_EQ(linked->pictures, empty->pictures);
}

class BrokenProgram : public ::testing::Test {
protected:
    std::string refusal(const std::string& commands) {
        const auto script = folder_.path() / "program";
        std::ofstream(script) << "#!/bin/sh\n" << commands << '\n';
        std::filesystem::permissions(script, std::filesystem::perms::owner_all);
        const auto package =
            report_package(made_report(), swedish_words(), {.path = script, .patience = 60s});
        return package ? "a package" : package.error().line();
    }
    const tests::TemporaryFolder folder_;
};

TEST_F(BrokenProgram, LeavesNoPackageWithoutItsReport) {
    EXPECT_THAT(refusal("exit 2"), HasSubstr("exit status (2)"));
    EXPECT_THAT(refusal("echo {"), HasSubstr("could not be read"));
    EXPECT_THAT(refusal("echo '{\"pdf\":\"\",\"pictures\":[]}'"), HasSubstr("could not be read"));
    // A PDF, but not a picture of each chart.
    EXPECT_THAT(refusal("echo '{\"pdf\":\"AAAA\",\"pictures\":[]}'"),
                HasSubstr("could not be read"));
}

}  // namespace
}  // namespace lyhord::reporting
