// Names that are written so that a reader sees them and a list of names does not.
#include "anonymize/lookalikes.h"
#include "base/utf8.h"
#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

TEST(LookAlikes, AreReadInTheScriptThatTheRestOfTheWordHas) {
    EXPECT_EQ(in_one_script("Аnnа"), "Anna") << "two Cyrillic letters";
    EXPECT_EQ(in_one_script("Εrik"), "Erik") << "a Greek one";
    EXPECT_EQ(in_one_script("Jӧrgen"), "Jörgen");
    EXPECT_EQ(in_one_script("Iрина"), "Ірина") << "a Latin one in a Cyrillic word";
    EXPECT_EQ(in_one_script("Сара"), "Сара") << "of one script as it is";
    EXPECT_EQ(in_one_script("Anna"), "Anna");
    EXPECT_EQ(in_one_script("Almåsшкола"), "Almåsшкола") << "no letter of it is mistaken";
}

TEST(DisguisedName, IsMaskedWithEveryInvisibleCharacterInside) {
    for (const std::string_view sign :
         {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f",
          "\u202a", "\u202e", "\u2066", "\u2069", "\u034f", "\u061c", "\u180e", "\ufe0f",
          "\u3164", "\uffa0", "\u2800", "\u115f", "\u0336", "\u20e0"}) {
        const std::string text =
            "Läraren An" + std::string(sign) + "na Sven" + std::string(sign) + "sson skriker";
        EXPECT_EQ(masked(text), "Läraren [NAMN] skriker") << text;
    }
}

TEST(DisguisedName, IsMaskedWithLettersThatOnlyLookRight) {
    expect_masked({
        {"Läraren Аnna Svenssоn skriker", "Läraren [NAMN] skriker"},
        {"Det är Κalle Svensson som säljer", "Det är [NAMN] som säljer"},
        {"min granne Аli är rädd", "min granne [NAMN] är rädd"},
        {"Det är Ｋａｌｌｅ Ｓｖｅｎｓｓｏｎ som säljer", "Det är [NAMN] som säljer"},
        {"Det är 𝐊𝐚𝐥𝐥𝐞 𝕊𝕧𝕖𝕟𝕤𝕤𝕠𝕟 som säljer", "Det är [NAMN] som säljer"},
    });
}

TEST(DisguisedName, IsMaskedBesidePicturesAndMarks) {
    expect_masked({
        {"Läraren Anna😀 skriker", "Läraren [NAMN]😀 skriker"},
        {"Läraren 😡Anna Svensson😡 skriker", "Läraren 😡[NAMN]😡 skriker"},
        {"Tack 👩‍🏫Fatima Ali❤️!", "Tack 👩‍🏫[NAMN]❤️!"},
        {"Läraren \u2067Anna Svensson\u2069 skriker", "Läraren \u2067[NAMN] skriker"},
    });
}

TEST(DisguisedName, IsMaskedDecomposed) {
    for (const std::string name :
         {"Åsa Öberg", "Håkan Sjöström", "Zoë Łukasiewicz", "Nguyễn Thị"}) {
        const std::string text = "Läraren " + name + " skriker";
        EXPECT_EQ(masked(base::nfd(text)), masked(text));
        EXPECT_EQ(masked(text), "Läraren [NAMN] skriker");
    }
}

TEST(DisguisedNumber, IsMaskedInTheDigitsOfEveryScript) {
    expect_masked({
        {"Ring ０７０-１２３ ４５ ６７", "Ring [TELEFON]"},
        {"Ring ٠٧٠-١٢٣٤٥٦٧", "Ring [TELEFON]"},
        {"Ring ۰۷۰-۱۲۳۴۵۶۷", "Ring [TELEFON]"},
        {"Ring +۴۶۷۰۱۲۳۴۵۶۷", "Ring [TELEFON]"},
        {"Pnr ۹۰۰۱۰۱-۰۰۱۷", "Pnr [PERSONNUMMER]"},
        {"Pnr 𝟗𝟎𝟎𝟏𝟎𝟏-𝟎𝟎𝟏𝟕", "Pnr [PERSONNUMMER]"},
    });
}

}  // namespace
}  // namespace lyhord::anonymize
