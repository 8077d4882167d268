#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

TEST(Name, IsMaskedByItsFirstName) {
    expect_masked({
        {"Det är Kalle Svensson som säljer", "Det är [NAMN] som säljer"},
        {"Fatima Ali och Anna-Lena von Essen", "[NAMN] och [NAMN]"},
        {"Kalle, Lisa och Ahmed", "[NAMN], [NAMN] och [NAMN]"},
        {"KALLE SVENSSON SÄLJER", "[NAMN] SÄLJER"},
        {"Kalles hund skäller", "[NAMN] hund skäller"},
        {"Anders P. Lindgren", "[NAMN]"},
        {"Polisen Anna Berg", "Polisen [NAMN]"},
    });
}

// Nothing follows it; what lies behind the last word must not be read (the asan run would tell).
TEST(Name, IsNotAnInitialThatEndsTheText) { expect_kept({"K", "Tack, K", "Mer ljus i kv. B"}); }

TEST(Name, IsMaskedByASurnameThatIsNothingElse) {
    expect_masked({
        {"Läraren Pettersson gör inget", "Läraren [NAMN] gör inget"},
        {"Svenssons hund", "[NAMN] hund"},
        {"familjen svensson bråkar", "familjen [NAMN] bråkar"},
        {"K. Andersson och K Lindberg", "[NAMN] och [NAMN]"},
        {"Hans Svensson och Björn Ek", "[NAMN] och [NAMN]"},
        {"Igår såg Xhevdet Nilsson det", "Igår såg [NAMN] det"},
        {"Xhevdet Nilsson såg det", "[NAMN] såg det"},
        {"kalle svensson säljer", "[NAMN] säljer"},
    });
}

TEST(Name, IsMaskedAfterACue) {
    expect_masked({
        {"Min granne Fatima Ali är rädd", "Min granne [NAMN] är rädd"},
        {"läraren Xhevdet skriker", "läraren [NAMN] skriker"},
        {"En kille som heter Xhevdet", "En kille som heter [NAMN]"},
        {"han heter kalle", "han heter [NAMN]"},
        {"jag heter xhevdet", "jag heter [NAMN]"},
        {"min granne ali är rädd", "min granne [NAMN] är rädd"},
        {"Mitt namn är Xhevdet Krasniqi.", "Mitt namn är [NAMN]."},
        {"Gör något! / Kalle", "Gör något! / [NAMN]"},
        {"Gör något! /kalle", "Gör något! /[NAMN]"},
        {"Mvh Xhevdet K", "Mvh [NAMN]"},
        {"Hälsningar\nBjörn", "Hälsningar\n[NAMN]"},
    });
}

TEST(Name, IsNotAWordThatIsAlsoAName) {
    expect_kept({
        "Sten och klippor skymmer sikten, en björn gick över vägen.",
        "Hans cykel blev stulen.",
        "Per år blir det värre.",
        "Max 30 borde gälla. Bo kvar vill alla.",
        "Maj var lugn. Dag och natt. Liv och död. Stig av.",
        "Klara regler behövs. Tom butik. Mark och sol. Ros till er!",
        "Björnar och stenar",
    });
}

TEST(Name, IsAWordWithACapitalInsideASentence) {
    expect_masked({
        {"Min dotter Saga vågar inte", "Min dotter [NAMN] vågar inte"},
        {"vi såg Björn igår", "vi såg [NAMN] igår"},
        {"Mamma till Liam, Noah och Alma", "Mamma till [NAMN], [NAMN] och [NAMN]"},
    });
    expect_kept({"Vi ses på Max i Maj", "Alma är trygg", "Inga synpunkter.", "vi sålde RUT"});
}

TEST(Name, IsNotAPlaceOrAnAuthority) {
    expect_kept({
        "Polisen lovar att vid minst två (2) tillfällen under året vara i Ramvik/Hälledal.",
        "Viksjö, Brunne, Gussjö, Häggdånger och Älandsbro glöms bort.",
        "Polisen och Härnösands kommun samverkar med Räddningstjänsten och Hemab.",
        "Skolan heter Wendelaskolan. Byn heter Xyvik.",
        "rektorn på Wendela Hellmanskolan",
        "Gustav Adolfs torg är mörkt. Sankta Katarina kyrka.",
        "Hälsningar från en orolig granne",
        "Hälsningar Orolig förälder",
        "Polisen / Kommunen",
        "han heter inget",
    });
}

TEST(Name, IsNotInTheGazetteer) {
    const Redactor local({.gazetteer = Gazetteer({"Marias Udde", "Kerstin", "Xyvik/Olle"})});
    EXPECT_EQ(masked("Grannen Xyvik, Marias udde, Kerstins och Olle.", local),
              "Grannen Xyvik, Marias udde, Kerstins och Olle.");
    EXPECT_EQ(masked("Maria är rädd", local), "[NAMN] är rädd");
}

}  // namespace
}  // namespace lyhord::anonymize
