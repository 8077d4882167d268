#include "themes/coder.h"

#include <gmock/gmock.h>

#include "unit/themes/codebooks.h"

namespace lyhord::themes {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::size_t> coded(std::vector<std::string> patterns, std::string_view text) {
    return Coder(book({theme("t", std::move(patterns))})).code_text(text);
}

TEST(Coder, FindsAWordByItsStem) {
    EXPECT_THAT(coded({"kamera"}, "Sätt upp KAMERORNA nu!"), ElementsAre(0));
    EXPECT_THAT(coded({"lampor"}, "en lampa"), ElementsAre(0));
    EXPECT_THAT(coded({"kamera"}, "kammare"), IsEmpty());
}

TEST(Coder, TakesWildcardsAtEitherEndAndInside) {
    EXPECT_THAT(coded({"fartkam*"}, "Fartkameror behövs"), ElementsAre(0));
    EXPECT_THAT(coded({"fartkam*"}, "en kamera"), IsEmpty());
    EXPECT_THAT(coded({"*belysning"}, "gatubelysning saknas"), ElementsAre(0));
    EXPECT_THAT(coded({"*belysning"}, "belysningen saknas"), IsEmpty());
    EXPECT_THAT(coded({"*belys*"}, "gatubelysningen"), ElementsAre(0));
    EXPECT_THAT(coded({"m*n"}, "våldsamma män"), ElementsAre(0));
    EXPECT_THAT(coded({"m*n"}, "maka"), IsEmpty());
    EXPECT_THAT(coded({"*a*b*c*"}, "xaxbxcx"), ElementsAre(0));
    EXPECT_THAT(coded({"*a*b*c*"}, "xaxcxbx"), IsEmpty());
}

TEST(Coder, TakesAStarAloneAsAnyWord) {
    EXPECT_THAT(coded({"kör * fort"}, "de kör alldeles fort"), ElementsAre(0));
    EXPECT_THAT(coded({"kör * fort"}, "de kör fort"), IsEmpty());
}

TEST(Coder, MatchesPhrasesInConsecutiveWordsOnly) {
    EXPECT_THAT(coded({"kör* för fort"}, "Bilarna kör för fort."), ElementsAre(0));
    EXPECT_THAT(coded({"kör* för fort"}, "kör alldeles för fort"), IsEmpty());
    EXPECT_THAT(coded({"kör* för fort"}, "kör för"), IsEmpty());
}

TEST(Coder, KeepsDiacriticsApart) {
    EXPECT_THAT(coded({"gäng"}, "En gång blev jag rädd"), IsEmpty());
    EXPECT_THAT(coded({"rån*"}, "från ran"), IsEmpty());
}

TEST(Coder, CodesBothNormalFormsAlike) {
    EXPECT_THAT(coded({"gäng*"}, "ga\u0308nget"), ElementsAre(0));
    EXPECT_THAT(coded({"ga\u0308ng*"}, "gänget"), ElementsAre(0));
}

TEST(Coder, KeepsHyphensInsideWords) {
    EXPECT_THAT(coded({"a-traktor*"}, "En A-traktor här"), ElementsAre(0));
    EXPECT_THAT(coded({"traktor*"}, "En A-traktor här"), IsEmpty());
    EXPECT_THAT(coded({"traktor*"}, "-traktor-"), ElementsAre(0));
    EXPECT_THAT(coded({"a-traktor"}, "a\u2011traktor"), ElementsAre(0));
}

TEST(Coder, SeesThroughInvisibleMarks) {
    EXPECT_THAT(coded({"knark"}, "kn\u00ADa\u200Brk"), ElementsAre(0));
}

TEST(Coder, CancelsAMatchThatAnExclusionCovers) {
    const Coder coder(book({theme("t", {"drog*"}, {"drog iväg", "drogs"})}));
    EXPECT_THAT(coder.code_text("Han drog iväg"), IsEmpty());
    EXPECT_THAT(coder.code_text("han drogs dit"), IsEmpty());
    EXPECT_THAT(coder.code_text("Han drog iväg med droger"), ElementsAre(0));
    EXPECT_THAT(coder.code_text("drog upp"), ElementsAre(0));
}

TEST(Coder, CancelsAPhraseWhenAnyOfItsWordsIsCovered) {
    const Coder coder(book({theme("t", {"är trygg här"}, {"trygg här aldrig", "inte är trygg"})}));
    EXPECT_THAT(coder.code_text("jag är trygg här"), ElementsAre(0));
    EXPECT_THAT(coder.code_text("jag är trygg här aldrig"), IsEmpty());
    EXPECT_THAT(coder.code_text("som inte är trygg här"), IsEmpty());
}

TEST(Coder, LetsAnExclusionCancelItsOwnThemeOnly) {
    const Coder coder(book({theme("a", {"drog*"}, {"drog upp"}), theme("b", {"drog*"})}));
    EXPECT_THAT(coder.code_text("drog upp"), ElementsAre(1));
}

TEST(Coder, GivesEachThemeOnceInOrder) {
    const Coder coder(book({theme("a", {"bil*"}), theme("b", {"lampa*"})}));
    EXPECT_THAT(coder.code_text("lampan, bilen och bilarna"), ElementsAre(0, 1));
}

TEST(Coder, FindsNothingInRedactionTokens) {
    EXPECT_THAT(coded({"telefon", "namn"}, "Ring [NAMN] på [TELEFON]."), IsEmpty());
    EXPECT_THAT(coded({"ring på"}, "Ring [NAMN] på"), IsEmpty());
    EXPECT_THAT(coded({"länk*"}, "se [LÄNK] här"), IsEmpty());
    EXPECT_THAT(coded({"bil*"}, "[NAMN]bilen [bilen]"), ElementsAre(0));
}

TEST(Coder, TakesAnyBytes) {
    EXPECT_THAT(coded({"bil"}, "\xFF\xFE bil \xC3"), ElementsAre(0));
    EXPECT_THAT(coded({"bil"}, ""), IsEmpty());
    EXPECT_THAT(coded({"bil"}, std::string_view("\0[\0", 3)), IsEmpty());
}

TEST(Coder, CodesALanguageWithoutAStemmerByWholeWords) {
    domain::Codebook codebook = book({theme("t", {"kamera"})});
    codebook.language = "xx";
    EXPECT_THAT(Coder(codebook).code_text("kamera"), ElementsAre(0));
    EXPECT_THAT(Coder(codebook).code_text("kameror"), IsEmpty());
}

TEST(Coder, UsesTheStemmerOfTheLanguageAndNotOfTheRegion) {
    domain::Codebook codebook = book({theme("t", {"street"})});
    codebook.language = "en-GB";
    EXPECT_THAT(Coder(codebook).code_text("dark streets"), ElementsAre(0));
}

TEST(Coder, JudgesEveryMatchOfALongTextByItself) {
    const Coder coder(book({theme("t", {"drog*"}, {"drogs"})}));
    std::string text;
    for (int i = 0; i < 5'000; ++i) {
        text += "drogs ";
    }
    EXPECT_THAT(coder.code_text(text), IsEmpty());
    EXPECT_THAT(coder.code_text(text + "droger " + text), ElementsAre(0));
}

}  // namespace
}  // namespace lyhord::themes
