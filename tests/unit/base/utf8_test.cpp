#include "base/utf8.h"

#include <gtest/gtest.h>

namespace lyhord::base {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

// Of this many marks on one letter, sorting by exchanging neighbors takes hours.
constexpr std::size_t very_many = 500'000;

TEST(Utf8, ComposesAndKeepsDiacritics) {
    EXPECT_EQ(nfc("a\xCC\x8A"), "å");
    EXPECT_EQ(lower("GÄNG Å"), "gäng å");
    EXPECT_EQ(nfc("\xFF"), "\xEF\xBF\xBD");
    EXPECT_EQ(count_characters("åäö"), 3U);
    EXPECT_FALSE(is_valid_utf8("\xC0\x80"));
}

TEST(Utf8, DecomposesIntoCanonicalOrder) {
    EXPECT_EQ(nfd("å"), "a\u030A");
    EXPECT_EQ(nfd("a\u0301\u0323"), "a\u0323\u0301");
    EXPECT_EQ(nfd("\xFF"), "\uFFFD");
}

TEST(Utf8, ComposesALetterUnderAnyNumberOfMarks) {
    for (const std::size_t marks : {1U, 15U, 16U, 31U, 100U}) {
        const std::string below = repeated("\u0323", marks - 1);
        const std::string above = repeated("\u0301", marks);
        const std::string composed = nfc("a" + repeated("\u0301\u0323", marks) + "x");
        EXPECT_EQ(composed, "\u1EA1" + below + above + "x") << marks;
        EXPECT_EQ(nfc(composed), composed) << marks;
        EXPECT_EQ(nfc(nfd(composed)), composed) << marks;
    }
}

TEST(Utf8, EndsOnVeryManyMarksOutOfOrder) {
    const std::string composed = nfc("a" + repeated("\u0301\u0323", very_many));
    EXPECT_EQ(composed,
              "\u1EA1" + repeated("\u0323", very_many - 1) + repeated("\u0301", very_many));
}

TEST(Utf8, EndsOnVeryManyMarksThatComeOutOfOrderWhenTheyAreDecomposed) {
    EXPECT_EQ(nfc("\u0F40" + repeated("\u0F73", very_many)),
              "\u0F40" + repeated("\u0F71", very_many) + repeated("\u0F72", very_many));
}

}  // namespace
}  // namespace lyhord::base
