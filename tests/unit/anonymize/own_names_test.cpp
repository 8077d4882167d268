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

TEST(OwnNames, AreTheListsThatWereWritten) {
    const auto read = OwnNames::lists_of(OwnNames::text_of(lists));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->given, lists.given);
    EXPECT_EQ(read->surnames, lists.surnames);
}

TEST(OwnNames, RefuseAnotherFile) {
    for (const std::string_view text :
         {"", "\n", "g\tanna\n", "# x\ng\tanna\n", "g\tanna\ng\t\n", "\xff\xff\n"}) {
        const auto names = OwnNames::read(text);
        ASSERT_FALSE(names) << text;
        EXPECT_EQ(names.error().fault(), base::Fault::corrupt);
    }
}

TEST(OwnNames, RefuseTheirFileWhereverItIsCut) {
    const std::string text = OwnNames::text_of(lists);
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_FALSE(OwnNames::read(text.substr(0, size))) << size;
    }
}

TEST(OwnNames, RefuseTheirFileWithAnyByteChanged) {
    const std::string text = OwnNames::text_of(lists);
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string changed = text;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_FALSE(OwnNames::read(changed)) << changed;
    }
    std::string without = text;
    without.erase(text.find("g\tzubin\n"), std::string_view("g\tzubin\n").size());
    EXPECT_FALSE(OwnNames::read(without));
}

TEST(OwnNames, AreNoMoreThanTheLimit) {
    const NameLists many{.given = std::vector<std::string>(base::limits::own_names_max + 1, "ab"),
                         .surnames = {}};
    const auto names = OwnNames::read(OwnNames::text_of(many));
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
