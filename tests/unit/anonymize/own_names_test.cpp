#include "anonymize/own_names.h"

#include <gmock/gmock.h>

#include "base/limits.h"
#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

// A lower-case name that no built-in list has, where the model finds nothing else that tells it.
const std::string hard =
    "I går kom tuvarin hem sent från skolan. På kvällen går tuvarin ensam genom parken. "
    "Kan tuvarin svara på varför lampan är trasig? Vi vill ha fler lampor vid tuvarin och Viksjö.";

const NameLists lists{.given = {"tuvarin", "zubin"}, .surnames = {"qvillström", "zubin"}};

TEST(OwnNames, AreReadAsTheyWereWritten) {
    const auto names = OwnNames::read(OwnNames::text_of(lists));
    ASSERT_TRUE(names);
    EXPECT_EQ(names->size(), 3U);
    EXPECT_TRUE(names->classes("tuvarin").has(WordClass::given));
    EXPECT_FALSE(names->classes("tuvarin").has(WordClass::surname));
    EXPECT_TRUE(names->classes("zubin").has(WordClass::given));
    EXPECT_TRUE(names->classes("zubin").has(WordClass::surname));
    EXPECT_TRUE(names->classes("qvillströms").has(WordClass::surname)) << "a genitive";
    EXPECT_TRUE(names->classes("anna-tuvarin").has(WordClass::given));
    EXPECT_FALSE(names->classes("tuva").any());
}

TEST(OwnNames, RefuseAnotherFileAndSayWhere) {
    for (const std::string_view text :
         {"g\tanna\nanna\n", "# x\nx\tanna\n", "g\tanna\ng\t\n", "g\tanna\ng\t\xff\xff\n"}) {
        const auto names = OwnNames::read(text);
        ASSERT_FALSE(names) << text;
        EXPECT_EQ(names.error().line(), "not a file that `lyhord names import` wrote, line (2)");
    }
}

TEST(OwnNames, AreNoMoreThanTheLimit) {
    std::string text;
    for (std::size_t i = 0; i <= base::limits::own_names_max; ++i) {
        text += "g\tab\n";
    }
    const auto names = OwnNames::read(text);
    ASSERT_FALSE(names);
    EXPECT_EQ(names.error().fault(), base::Fault::too_large);
}

TEST(OwnNames, AreMaskedInTextsWhereTheyWereNot) {
    const Redactor local({.own_names = OwnNames(lists)});
    EXPECT_THAT(masked(hard), testing::HasSubstr("tuvarin"));
    EXPECT_THAT(masked(hard, local), testing::Not(testing::HasSubstr("tuvarin")));
}

TEST(OwnNames, DoNotTouchWords) {
    const Redactor local({.own_names = OwnNames(lists)});
    for (const std::string text : {"En lampa vid skolan lyser på sten och björn.",
                                   "Igår såg jag en buss vid ica.",
                                   "Viksjö och Ramvik behöver bussar."}) {
        EXPECT_EQ(masked(text, local), masked(text));
        EXPECT_EQ(masked(text, local), text);
    }
}

}  // namespace
}  // namespace lyhord::anonymize
