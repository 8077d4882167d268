#include "anonymize/name_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits.h"

namespace lyhord::anonymize {
namespace {

using testing::ElementsAre;

NameList read(std::string_view bytes) {
    auto list = read_name_list(bytes);
    EXPECT_TRUE(list) << list.error().line();
    return list ? *list : NameList();
}

std::string refusal_of(std::string_view bytes) {
    const auto list = read_name_list(bytes);
    EXPECT_FALSE(list);
    return list ? std::string() : list.error().line();
}

TEST(NameList, IsOneNameALine) {
    const NameList list = read("# ur en lista\nFörnamn\nTuvarin\n\nZubin\r\n  Qvilla \nTuvarin");
    EXPECT_THAT(list.names, ElementsAre("qvilla", "tuvarin", "zubin"));
    EXPECT_EQ(list.lines_skipped, 3U);
}

TEST(NameList, IsATableWhoseHeadingsAndNotesHaveNoNumber) {
    for (const std::string delimiter : {";", ",", "\t"}) {
        const std::string rows = "Namn" + delimiter + "Antal\nKvinnor, totalt" + delimiter +
                                 "\nTuvarin" + delimiter + "12 345\n\"Zubin\"" + delimiter +
                                 "7\nKälla: registret" + delimiter + "\n";
        const NameList list = read(rows);
        EXPECT_THAT(list.names, ElementsAre("tuvarin", "zubin")) << rows;
        EXPECT_EQ(list.lines_skipped, 3U) << rows;
    }
}

TEST(NameList, MayHaveARankBeforeTheName) {
    EXPECT_THAT(read("Rang;Efternamn;Antal\n1;Qvillström;12\u00a0345\n2;Zubin;9\n").names,
                ElementsAre("qvillström", "zubin"));
}

TEST(NameList, TakesCountsWithAnySeparatorOfThousands) {
    for (const std::string count : {"12345", "12.345", "12 345", "1.212.345", "12\u00a0345"}) {
        EXPECT_THAT(read("Tuvarin;" + count + "\nZubin;9\n").names, ElementsAre("tuvarin", "zubin"))
            << count;
    }
    EXPECT_THAT(read("Tuvarin;12.3\nZubin;9\nQvilla;1.2345\n").names, ElementsAre("zubin"));
}

TEST(NameList, TellsTheRowsWhoseCountIsMissing) {
    const NameList list = read("Namn;Antal\nTuvarin;12\nZubin;..\nQvilla;\nDvalin;3\n");
    EXPECT_THAT(list.names, ElementsAre("dvalin", "tuvarin"));
    EXPECT_THAT(list.lines_without_count, ElementsAre(3, 4));
    EXPECT_EQ(list.rows_without_count, 2U);
    EXPECT_EQ(list.lines_skipped, 3U);

    std::string many = "Tuvarin;9\n";
    for (std::size_t i = 0; i < 2 * base::limits::name_rows_told_max; ++i) {
        many += "Zubin;\n";
    }
    EXPECT_EQ(read(many).rows_without_count, 2 * base::limits::name_rows_told_max);
    EXPECT_EQ(read(many).lines_without_count.size(), base::limits::name_rows_told_max);
}

TEST(NameList, ReadsTablesSideBySide) {
    const NameList list = read(
        "Kvinnor;;;;Män;;\nRang;Namn;Antal;;Rang;Namn;Antal\n"
        "1;Qvilla;12 345;;1;Dvalin;..\n2;Tuvarin;12 001;;2;Zubin;9 876\n;;;;3;Ulvarin;7\n");
    EXPECT_THAT(list.names, ElementsAre("qvilla", "tuvarin", "ulvarin", "zubin"));
    EXPECT_THAT(list.lines_without_count, ElementsAre(1, 3));
}

TEST(NameList, MayHaveTheCountFirstAndMoreColumns) {
    EXPECT_THAT(read("12;Tuvarin\n9;Zubin\n").names, ElementsAre("tuvarin", "zubin"));
    const NameList list = read("Tuvarin;kvinna;12;Boende\nZubin;man;9;Boende\n");
    EXPECT_THAT(list.names, ElementsAre("tuvarin", "zubin"));
    EXPECT_EQ(list.rows_without_count, 0U);
}

TEST(NameList, IsATableOnlyIfMostOfItsLinesAreRows) {
    EXPECT_THAT(read("# registret, kvinnor; 2023\n# ;;;;\nTuvarin\nZubin\n").names,
                ElementsAre("tuvarin", "zubin"));
    EXPECT_THAT(read("# namn\n# antal\n# ur registret\nTuvarin;3\n").names, ElementsAre("tuvarin"));
    EXPECT_EQ(refusal_of("Tuvarin\nZubin\nQvilla\nKälla: registret, 2023\n"),
              "not a name, line (4)");
}

TEST(NameList, IsUtf8OrWindows1252) {
    EXPECT_THAT(read("\xEF\xBB\xBFÅzubin;3\n").names, ElementsAre("åzubin"));
    EXPECT_THAT(read("\xC5zubin;3\n\x8Azubin;4\n").names, ElementsAre("åzubin", "šzubin"));
}

TEST(NameList, KeepsWordsAndPlacesApart) {
    const NameList list = read("Björn;50\nSten;12\nUppsala;2\nTuvarin;2\n");
    EXPECT_THAT(list.names, ElementsAre("tuvarin"));
    EXPECT_EQ(list.kept_apart, 3U);
}

TEST(NameList, CountsANameOfSeveralWordsWordByWord) {
    EXPECT_THAT(read("Tuvarin-Zubin von Qvillström\n").names,
                ElementsAre("qvillström", "tuvarin", "zubin"));
}

TEST(NameList, IsNoWorkbookAndNothingBinary) {
    EXPECT_THAT(refusal_of("PK\x03\x04..."), testing::HasSubstr("Excel workbook"));
    EXPECT_THAT(refusal_of("\xFF\xFEN"), testing::HasSubstr("UTF-16"));
    EXPECT_THAT(refusal_of(std::string("Tuva\0rin\n", 9)), testing::HasSubstr("no text file"));
    EXPECT_THAT(refusal_of(""), testing::HasSubstr("no name in the file"));
    EXPECT_THAT(refusal_of("Namn;Antal\n"), testing::HasSubstr("no name in the file"));
    EXPECT_THAT(refusal_of("Björn;50\nSten;12\n"), testing::HasSubstr("only words and places"));
}

TEST(NameList, NamesTheLineThatIsNoName) {
    EXPECT_EQ(refusal_of("Tuvarin\n\nZubin 17\n"), "not a name, line (3)");
    EXPECT_EQ(refusal_of("Tuvarin\nen hel mening som ingen heter alls\n"), "not a name, line (2)");
    const std::string line(base::limits::name_list_line_bytes_max + 1, 'a');
    EXPECT_EQ(refusal_of("Tuvarin\n" + line), "too long to be a name, line (2)");
    EXPECT_EQ(refusal_of(std::string(base::limits::name_list_bytes_max + 1, 'a')),
              "the list of names is too large");
}

TEST(NameList, IsNoLongerThanTheLimit) {
    std::string text;
    for (std::size_t i = 0; i <= base::limits::own_names_max; ++i) {
        text += "Tuvarin\n";
    }
    EXPECT_THAT(refusal_of(text), testing::HasSubstr("too many names"));
}

}  // namespace
}  // namespace lyhord::anonymize
