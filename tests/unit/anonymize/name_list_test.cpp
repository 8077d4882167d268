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
