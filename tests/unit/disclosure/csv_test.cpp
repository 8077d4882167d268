#include "disclosure/csv.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/limits.h"

namespace lyhord::disclosure {
namespace {

using Rows = std::vector<std::vector<std::string>>;

base::Result<Rows> read(const std::string& text) {
    std::istringstream in(text);
    CsvReader reader(in);
    Rows rows;
    while (true) {
        auto row = reader.next();
        if (!row) return base::fail(row.error());
        if (!row->has_value()) return rows;
        rows.push_back(**row);
    }
}

std::optional<std::int64_t> refused_line(const std::string& text) {
    const auto rows = read(text);
    return rows ? std::nullopt : rows.error().details().number;
}

TEST(Csv, ReadsFieldsAndRecords) { EXPECT_EQ(*read("a,b\n1,2\n"), (Rows{{"a", "b"}, {"1", "2"}})); }

TEST(Csv, TheLastRecordNeedsNoLineEnd) {
    EXPECT_EQ(*read("a,b\n1,"), (Rows{{"a", "b"}, {"1", ""}}));
}

TEST(Csv, ReadsNothing) { EXPECT_EQ(*read(""), Rows{}); }

TEST(Csv, TakesCrLf) { EXPECT_EQ(*read("a,b\r\n\"1\",2\r\n"), (Rows{{"a", "b"}, {"1", "2"}})); }

TEST(Csv, ReadsQuotes) {
    EXPECT_EQ(*read("\"a,b\",\"say \"\"hi\"\"\",\"\"\n"), (Rows{{"a,b", "say \"hi\"", ""}}));
}

TEST(Csv, ReadsLineBreaksInQuotes) {
    EXPECT_EQ(*read("\"a\r\nb\",c\nd,e\n"), (Rows{{"a\r\nb", "c"}, {"d", "e"}}));
}

TEST(Csv, SkipsAByteOrderMark) { EXPECT_EQ(*read("\xEF\xBB\xBF\"å\",b\n"), (Rows{{"å", "b"}})); }

TEST(Csv, RefusesQuotesOutOfPlace) {
    EXPECT_EQ(refused_line("a\nb\"c\n"), 2);
    EXPECT_EQ(refused_line("a\n\"b\"c\n"), 2);
    EXPECT_EQ(refused_line("a\n\"b\nc\n"), 3);
}

TEST(Csv, RefusesWhatIsNotUtf8) { EXPECT_EQ(refused_line("a\n\xFF\n"), 2); }

TEST(Csv, RefusesARecordOverTheLimit) {
    EXPECT_EQ(refused_line(std::string(base::limits::csv_record_bytes_max, 'a')), 1);
    std::string lines = "\"";
    for (std::size_t i = 0; i < base::limits::csv_record_bytes_max / 1000 + 1; ++i) {
        lines += std::string(999, 'a') + "\n";
    }
    EXPECT_FALSE(read(lines).has_value());
}

}  // namespace
}  // namespace lyhord::disclosure
