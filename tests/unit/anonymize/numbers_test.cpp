#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

TEST(Personnummer, IsMaskedInEveryWrittenForm) {
    for (const std::string number : {"900101-0017",
                                     "9001010017",
                                     "900101+0017",
                                     "900101 0017",
                                     "19900101-0017",
                                     "199001010017",
                                     "19900101 0017",
                                     "1990-01-01-0017",
                                     "900101 - 0017",
                                     "90-01-01-0017",
                                     "1990 01 01-0017"}) {
        EXPECT_EQ(masked("Det är " + number + "."), "Det är [PERSONNUMMER].") << number;
    }
}

TEST(Personnummer, IsMaskedAsSamordningsnummer) {
    // Day + 60; month 00 and day 60 where the birth date is unknown.
    expect_masked({
        {"701063-2391", "[PERSONNUMMER]"},
        {"19701063-2391", "[PERSONNUMMER]"},
        {"900060-0016", "[PERSONNUMMER]"},
    });
}

TEST(Personnummer, IsMaskedWithALetter) {
    expect_masked({
        {"850101-T123", "[PERSONNUMMER]"},
        {"19850101T123 står det", "[PERSONNUMMER] står det"},
    });
}

TEST(Personnummer, IsMaskedAfterACueThoughTheCheckDigitIsWrong) {
    expect_masked({
        {"personnummer 900101-0018", "personnummer [PERSONNUMMER]"},
        {"Pnr: 9001010018", "Pnr: [PERSONNUMMER]"},
        {"persnr är 19900101-0018", "persnr är [PERSONNUMMER]"},
        {"pers.nr 900101-xxxx", "pers.nr [PERSONNUMMER]"},
    });
}

TEST(Personnummer, IsNotAnOrganisationsnummerOrAWrongCheckDigit) {
    expect_kept({
        "Org.nr 556036-0793 står på skylten.",
        "212000-2403 är kommunen.",
        "Artikel 900101-0018 kostar för mycket.",
        "Mötet 2023-10-15 1800.",
        "Kod 991301-0017.",
    });
}

TEST(Phone, IsMaskedInSwedishForms) {
    for (const std::string number : {"070-123 45 67",
                                     "0701234567",
                                     "070 123 45 67",
                                     "070/123 45 67",
                                     "070.123.45.67",
                                     "(070) 1234567",
                                     "+46701234567",
                                     "+46 70 123 45 67",
                                     "+46 (0)70-123 45 67",
                                     "0046701234567",
                                     "46701234567",
                                     "08-123 456 78",
                                     "08-650 12 34",
                                     "0611-123 45",
                                     "0611-12345",
                                     "0611 12 34 56",
                                     "0620-123 45",
                                     "010-123 45 67",
                                     "0771-12 34 56"}) {
        EXPECT_EQ(masked("Slå " + number + "!"), "Slå [TELEFON]!") << number;
    }
}

TEST(Phone, IsMaskedInForeignForms) {
    for (const std::string number : {"+358 40 123 4567",
                                     "+44 20 7946 0958",
                                     "00358401234567",
                                     "+380 44 123 45 67",
                                     "+1 650-253-0000"}) {
        EXPECT_EQ(masked("Ring " + number), "Ring [TELEFON]") << number;
    }
}

TEST(Phone, IsMaskedTwiceInARow) {
    EXPECT_EQ(masked("070-123 45 67 070-765 43 21"), "[TELEFON] [TELEFON]");
    EXPECT_EQ(masked("070-123 45 67/08-123 456 78"), "[TELEFON]/[TELEFON]");
}

TEST(Phone, IsMaskedWithoutAreaCodeAfterACue) {
    expect_masked({
        {"Tel: 123 45 67", "Tel: [TELEFON]"},
        {"ring mig på 12 34 56", "ring mig på [TELEFON]"},
        {"Swisha 500 kr till 123 456 78 90", "Swisha 500 kr till [TELEFON]"},
        {"mitt nummer är 1234567", "mitt nummer är [TELEFON]"},
        {"Ring om mitt ärende 070-123 45 67", "Ring om mitt ärende [TELEFON]"},
    });
}

TEST(Phone, IsNotAHelpLine) {
    expect_kept({
        "Ring 112 eller 114 14.",
        "Ring 114 14, 1177 eller 116 111.",
        "ring 116 111",
        "Ring 112/114 14",
        "Kvinnofridslinjen 020-50 50 50 svarar.",
        "Bris 116 111",
        "Ring 90101 om du mår dåligt",
    });
}

TEST(Numbers, ThatPointAtNobodyAreKept) {
    expect_kept({
        "Det kostar 5 000 kr, 1 000 000 kronor eller 10000000 kr.",
        "38 % tycker att bilar kör för fort 2023-2024.",
        "Mellan 2019 och 2024, 2019/2020, 2020-21.",
        "Öppet 08.15-16.45, 0815-1645, 07:30-18:00 och kl 18.30.",
        "Den 2024-05-12, 12/5 2024, 08-12-2023 och 12.5.2024.",
        "Lagen 2023:196 och Dnr KS 24-203.",
        "Dnr 0611-12345",
        "Dnr KSN 242 och LPO 100.",
        "SFS 2018:1197, prop. 2017/18:1.",
        "E4, E 4, väg 90, länsväg 331 och riksväg 40.",
        "50-väg, 30-zon, åk 6, årskurs 8, 7-9.",
        "Buss 501 går 07.15.",
        "Vi var 12 personer, 3 bilar och 2 hundar.",
        "Mellan kl 20 och 02, ca 3-4 gånger i veckan.",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "Temperaturen var -20 och 15,5 grader.",
    });
}

TEST(Account, IsMasked) {
    expect_masked({
        {"konto 8327-9,123 456 789-0", "konto [KONTO]"},
        {"Mitt kontonummer är 6123 123 456 789.", "Mitt kontonummer är [KONTO]."},
        {"clearing 6123 konto 123 456 789", "clearing [KONTO] konto [KONTO]"},
        {"8327-9, 123 456 789-0", "[KONTO]"},
        {"bankgiro 5050-1055", "bankgiro [KONTO]"},
        {"bg: 123-4567", "bg: [KONTO]"},
        {"pg 12 34 56-7", "pg [KONTO]"},
        {"SE45 5000 0000 0583 9825 7466", "[KONTO]"},
        {"iban se4550000000058398257466 tack", "iban [KONTO] tack"},
        {"DE89 3704 0044 0532 0130 00", "[KONTO]"},
        {"kort 4111 1111 1111 1111", "kort [KONTO]"},
        {"4111111111111111", "[KONTO]"},
        {"378282246310005", "[KONTO]"},
    });
}

TEST(Account, IsNotAnyNumberAfterTheWord) {
    expect_kept({
        "Kontot blev kapat 2 gånger 2023.",
        "På kort tid, 3 veckor, kom 10 inbrott.",
        "Kort: 2023-05-12 hände det.",
        "1234 5678 9012 3456 är ett serienummer.",
        "konto 12 000 000 kr",
    });
}

TEST(Plate, IsMasked) {
    expect_masked({
        {"Bilen har regnr ABC 123 och kör fort", "Bilen har regnr [REGNR] och kör fort"},
        {"ABC12D står utanför varje natt", "[REGNR] står utanför varje natt"},
        {"En röd Volvo, ABC-123.", "En röd Volvo, [REGNR]."},
        {"regnr abc 123", "regnr [REGNR]"},
        {"reg.nr: abc12d", "reg.nr: [REGNR]"},
        {"en volvo abc123", "en volvo [REGNR]"},
        {"bilen är ABC 12D", "bilen är [REGNR]"},
    });
}

TEST(Plate, IsNotAWordAndANumber) {
    expect_kept({
        "VAL 2022 och VAL 202",
        "LPO 100",
        "SFS 2023:196",
        "bilen har 150 hästar",
        "DET HAR 100 GJORT",
        "NOK 500, SEK 100, EUR 250",
        "jag bor 100 meter bort",
        "ABI 123",
        "HUS 12B",
        "ABC 123 kr",
        "abc123",
        "ABCD123",
        "ABC1234",
    });
}

}  // namespace
}  // namespace lyhord::anonymize
