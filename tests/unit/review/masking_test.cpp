// Which words are masked when a person points at them.
#include "review/masking.h"

#include <gmock/gmock.h>

#include "unit/review/as_sealed.h"

namespace lyhord::review {
namespace {

using ::testing::ElementsAre;

std::string masked(std::string_view text, std::string words, std::size_t place = 0) {
    const auto more = masked_more(as_sealed(text),
                                  {.words = std::move(words), .place = place, .token = "[NAMN]"});
    return more ? more->text : "(nothing)";
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
    EXPECT_FALSE(
        masked_more(as_sealed("mörkt"), {.words = "mörkt", .place = 0, .token = "[ANNAT]"}));
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

TEST(Masking, KeepsWhichOtherMasksAreUnsure) {
    const auto unsure = [](std::vector<std::uint16_t> before, std::string words) {
        return masked_more(as_sealed("a [NAMN] b [TELEFON] c [NAMN] d", before),
                           {.words = std::move(words), .place = 1, .token = "[NAMN]"})
            .value()
            .unsure;
    };
    EXPECT_THAT(unsure({1}, "a"), ElementsAre(2)) << "one more stands before it";
    EXPECT_THAT(unsure({0, 2}, "b"), ElementsAre(0, 3));
    EXPECT_THAT(unsure({0, 2}, "d"), ElementsAre(0, 2));
    EXPECT_THAT(unsure({0, 1, 2}, "[NAMN] b [TELE"), ElementsAre(1)) << "a person masks these two";
}

// As typed on a machine that decomposes letters.
TEST(Masking, SeesALetterHoweverItIsComposed) {
    EXPECT_EQ(masked("hos \xc3\x85ke", "A\xcc\x8ake"), "hos [NAMN]");
}

}  // namespace
}  // namespace lyhord::review
