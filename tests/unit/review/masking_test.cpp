// Which words are masked when a person points at them.
#include "review/masking.h"

#include <gtest/gtest.h>

namespace lyhord::review {
namespace {

std::string masked(std::string_view text, std::string words, std::size_t place = 0) {
    return masked_more(text, {.words = std::move(words), .place = place, .token = "[NAMN]"})
        .value_or("(nothing)");
}

TEST(Masking, TakesTypedWordsWhereverTheyStandAsWholeWords) {
    EXPECT_EQ(masked("Anna och Anna, inte Annandag", "Anna"), "[NAMN] och [NAMN], inte Annandag");
    EXPECT_EQ(masked("han heter ”Åke”.", " Åke\n"), "han heter ”[NAMN]”.");
}

TEST(Masking, TakesTheOnePlaceThatWasSelected) {
    const std::string_view text = "Maj är i maj, och i maj är maj fin";
    EXPECT_EQ(masked(text, "maj", 1), "Maj är i [NAMN], och i maj är maj fin");
    EXPECT_EQ(masked(text, "maj", 3), "Maj är i maj, och i maj är [NAMN] fin");
    EXPECT_EQ(masked(text, "maj", 4), "(nothing)");
    EXPECT_EQ(masked("Annandag", "Anna", 1), "[NAMN]ndag") << "a person selected that";
    EXPECT_EQ(masked("aaa", "aa", 2), "a[NAMN]") << "places may overlap, as in the script";
}

TEST(Masking, RefusesWhatIsNotThere) {
    EXPECT_EQ(masked("Det är mörkt", "ljust"), "(nothing)");
    EXPECT_EQ(masked("Det är mörkt", ""), "(nothing)");
    EXPECT_EQ(masked("Det är mörkt", " \r\n "), "(nothing)");
    EXPECT_EQ(masked("Annandag", "Anna"), "(nothing)");
    EXPECT_FALSE(masked_more("mörkt", {.words = "mörkt", .place = 0, .token = "[ANNAT]"}));
}

TEST(Masking, NeverCutsATokenOrUnmasksIt) {
    EXPECT_EQ(masked("[NAMN] i huset", "NAMN"), "(nothing)");
    EXPECT_EQ(masked("[TELEFON] i huset", "FON] i", 1), "[NAMN] huset");
    EXPECT_EQ(masked("bor [ADRESS] och [REGNR] syns", "[ADRESS] och [REG", 1), "bor [NAMN] syns");
}

TEST(Masking, SeesOneEndOfALineHoweverItIsWritten) {
    EXPECT_EQ(masked("bor\r\nhos Åke\r\nidag", "hos Åke\nidag"), "bor\n[NAMN]");
    EXPECT_EQ(masked("bor\nhos Åke", "bor\r\nhos"), "[NAMN] Åke");
}

// As typed on a machine that decomposes letters.
TEST(Masking, SeesALetterHoweverItIsComposed) {
    EXPECT_EQ(masked("hos \xc3\x85ke", "A\xcc\x8ake"), "hos [NAMN]");
}

}  // namespace
}  // namespace lyhord::review
