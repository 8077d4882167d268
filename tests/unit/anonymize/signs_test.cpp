// Signs may be where a pattern matches nothing, but never missing where it matches.
#include "anonymize/signs.h"

#include "anonymize/street_names.h"
#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

TEST(SignWords, OccurInAnyCaseAndAnywhere) {
    const SignWords words({"konto", "född", "bg"});
    for (const char* text : {"konto", "mitt KONTO är", "bankkontot", "Född", "FÖDD 1962", "bg 1"}) {
        EXPECT_TRUE(words.occur_in(text)) << text;
    }
    for (const char* text : {"", "k", "kont", "fodd", "f\xc3", "b g", "kon to"}) {
        EXPECT_FALSE(words.occur_in(text)) << text;
    }
}

TEST(Numbers, AreVisitedWhereTheyStart) {
    std::vector<std::size_t> starts;
    any_number("12 a3,4", [&](std::size_t at) {
        starts.push_back(at);
        return false;
    });
    EXPECT_EQ(starts, (std::vector<std::size_t>{0, 4, 6}));
    EXPECT_FALSE(any_number("", [](std::size_t) { return true; }));
    EXPECT_TRUE(any_number("a1", [](std::size_t) { return true; }));
}

TEST(Signs, StandBetweenDigits) {
    EXPECT_TRUE(has_between_digits("nr 3-4", '-'));
    EXPECT_TRUE(has_between_digits("-- 3:4", ':'));
    for (const char* text : {"", "-", "3-", "-3", "3 -4", "a-4"}) {
        EXPECT_FALSE(has_between_digits(text, '-')) << text;
    }
}

TEST(Signs, AreOfAnotherScript) {
    EXPECT_TRUE(has_foreign_script("вул. Садова 3"));
    EXPECT_TRUE(has_foreign_script("شارع"));
    EXPECT_FALSE(has_foreign_script("Åsögatan 12, café"));
}

TEST(Signs, StandBeforeANameWithANumberFirst) {
    for (const char* text : {"12 High Street", "at 12b, Ås Road", "7, Öster Lane", "1 2 Mill"}) {
        EXPECT_TRUE(has_number_before_name(text)) << text;
    }
    for (const char* text : {"", "12", "12 ", "12 bilar", "12High", "12bc High", "High 12"}) {
        EXPECT_FALSE(has_number_before_name(text)) << text;
    }
}

TEST(MayEndStreet, KnowsEveryEndInAnyCase) {
    for (const std::string text : {"gatan",
                                   "Storgatan",
                                   "STORGATAN",
                                   "Björkvägen",
                                   "BJÖRKVÄGEN",
                                   "allé",
                                   "ALLÉ",
                                   "Åsgränd"}) {
        EXPECT_TRUE(may_end_street(text, text.size())) << text;
    }
    for (const std::string text : {"", "n", "huset", "gatans", "väge"}) {
        EXPECT_FALSE(may_end_street(text, text.size())) << text;
    }
}

// At the very start of a text there is nothing before the number.
TEST(Signs, ReadNothingBeforeTheText) {
    for (const char* text : {"1", "12", ":1", " 1", "-1", ".1", "1 a", "123456", "1:2", "g 1"}) {
        EXPECT_FALSE(shared_redactor().redact(domain::RawText(text)).withheld) << text;
    }
}

}  // namespace
}  // namespace lyhord::anonymize
