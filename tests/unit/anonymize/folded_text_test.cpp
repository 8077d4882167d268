#include "anonymize/folded_text.h"

#include <gtest/gtest.h>
#include <utf8proc.h>

#include "base/utf8.h"

namespace lyhord::anonymize {
namespace {

TEST(FoldedText, IsTheSameForPlainText) {
    const FoldedText text("Åsa gick\n");
    EXPECT_EQ(text.folded(), "Åsa gick\n");
    EXPECT_EQ(text.canonical(), "Åsa gick\n");
}

TEST(FoldedText, ComposesAndDropsWhatIsInvisible) {
    const FoldedText text("A\u030asa\u00ad\u200b gick");
    EXPECT_EQ(text.canonical(), "Åsa\u00ad\u200b gick");
    EXPECT_EQ(text.folded(), "Åsa gick");
    const ByteRange input = text.in_input({0, 4});
    EXPECT_EQ(input.start, 0U);
    EXPECT_EQ(input.end, 10U);
    const ByteRange canonical = text.in_canonical({5, 9});
    EXPECT_EQ(text.canonical().substr(canonical.start, canonical.end - canonical.start), "gick");
}

TEST(FoldedText, ReadsDigitsOfEveryScript) {
    EXPECT_EQ(FoldedText("٠١٢٩ ۰۹ ०९ ０９ 𝟎𝟗 ༠༩ ᥆᥏").folded(), "0129 09 09 09 09 09 09");
}

TEST(FoldedText, MakesEveryDashAndSpaceOfOneKind) {
    EXPECT_EQ(FoldedText("a\u2010b\u2011c\u2013d\u2014e\u2212f\u00a0g\u202fh\u2028i").folded(),
              "a-b-c-d-e-f g h\ni");
}

TEST(FoldedText, GivesNfcForEveryCharacterWithMarks) {
    for (const std::string base : {"a", "Å", "q", "가", "ᄀ", "ก", "क", "1"}) {
        for (const std::string marks : {"\u0301",
                                        "\u0323\u0307",
                                        "\u0307\u0323",
                                        "\u1161\u11a8",
                                        "\u0e33",
                                        "\u093c\u0301",
                                        "\u200b\u0301",
                                        "\u0345\u0301"}) {
            const std::string text = base + marks + base;
            EXPECT_EQ(FoldedText(text).canonical(), base::nfc(text)) << text;
        }
    }
}

// What is quick because it folds to itself must do so.
TEST(FoldedText, IsTheSameForLettersOfTheScriptsThatDialoguesOffer) {
    for (const auto& [first, last] : {std::pair{0xC0, 0x17F},
                                      std::pair{0x400, 0x52F},
                                      std::pair{0x620, 0x6FF},
                                      std::pair{0x1200, 0x137F}}) {
        for (int code = first; code <= last; ++code) {
            utf8proc_uint8_t bytes[4];
            const auto size = utf8proc_encode_char(code, bytes);
            const std::string letter(reinterpret_cast<const char*>(bytes),
                                     static_cast<std::size_t>(size));
            EXPECT_EQ(FoldedText("a" + letter + "b").canonical(), base::nfc("a" + letter + "b"));
            // What follows makes a letter go the long way.
            EXPECT_EQ(FoldedText(letter + "\u200b").folded(), FoldedText(letter).folded()) << code;
            const std::string decomposed = base::nfd(letter);
            EXPECT_EQ(FoldedText(decomposed).folded(), FoldedText(letter).folded()) << code;
            EXPECT_EQ(FoldedText(decomposed).canonical(), FoldedText(letter).canonical()) << code;
        }
    }
}

TEST(FoldedText, CutsTheMarksOfOneLetter) {
    std::string text = "a";
    for (int i = 0; i < 1000; ++i) {
        text += "\u0316\u0301";
    }
    const FoldedText cut(text + "b");
    EXPECT_LT(cut.canonical().size(), 100U);
    EXPECT_EQ(cut.canonical().back(), 'b');
    EXPECT_EQ(FoldedText(cut.canonical()).canonical(), cut.canonical());
}

}  // namespace
}  // namespace lyhord::anonymize
