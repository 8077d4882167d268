#include "reporting/csv.h"

#include <gtest/gtest.h>

namespace lyhord::reporting {
namespace {

TEST(CsvRecord, QuotesWhatMustBeQuoted) {
    EXPECT_EQ(csv_record({"a", "b,c", "d\"e", "f\ng", ""}), "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n");
}

TEST(CsvRecord, KeepsASpreadsheetFromRunningAField) {
    EXPECT_EQ(csv_record({"=1+1", "+x", "-x", "@x", "\tx"}), "'=1+1,'+x,'-x,'@x,'\tx\r\n");
}

TEST(CsvRecord, PutsSemicolonsBetweenFieldsOfASwedishExcel) {
    EXPECT_EQ(csv_record({"a,b", "c;d", "0,5", "-0,5", "=1"}, CsvDialect::swedish_excel),
              "a,b;\"c;d\";0,5;-0,5;'=1\r\n");
    EXPECT_EQ(csv_start(CsvDialect::swedish_excel), "\xEF\xBB\xBF");
    EXPECT_EQ(csv_start(CsvDialect::machine), "");
}

TEST(CsvRecord, EndsAFileWithItsLengthAndItsSum) {
    // printf 'a,b\r\n' | sha256sum
    EXPECT_EQ(csv_end("a,b\r\n", 0, 4),
              "_end,0,fbf6b30113a4b6418c623a96ed6844f17ef5751b908a16abaa919d0bcd6b7784,\r\n");
}

TEST(CsvRecord, LeavesNumbersAlone) { EXPECT_EQ(csv_record({"-1.5", "7"}), "-1.5,7\r\n"); }

}  // namespace
}  // namespace lyhord::reporting
