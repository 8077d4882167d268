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

TEST(CsvRecord, LeavesNumbersAlone) { EXPECT_EQ(csv_record({"-1.5", "7"}), "-1.5,7\r\n"); }

}  // namespace
}  // namespace lyhord::reporting
