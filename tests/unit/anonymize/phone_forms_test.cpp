#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

// The numbers are of the series that are reserved for fiction (070-174 06 05 to 99 and others).
TEST(PhoneForms, AreMaskedWithAnySeparators) {
    expect_marked("[TELEFON]",
                  {
                      "ring <0701740605>!",
                      "ring <070-174 06 05>.",
                      "ring <070-174-06-05>",
                      "ring <070 - 174 06 05>",
                      "ring <070 – 174 06 05>",
                      "ring <070‑174 06 05>",
                      "ring <070.174.06.05>",
                      "ring <070. 174 06 05>",
                      "ring <070/1740605>",
                      "ring <070 / 174 06 05>",
                      "ring <070_174_06_05> tack",
                      "ring <070,174,06,05> tack",
                      "ring <070, 174 06 05> tack",
                      "ring <070:1740605> tack",
                      "ring <070*1740605> tack",
                      "ring <070  174  06  05> tack",
                      "ring <070--174 06 05> tack",
                      "ring <070\t174\t06\t05> tack",
                      "ring <070\u00a0174\u00a006\u00a005> tack",
                      "ring <070\u2009174\u200906\u200905> tack",
                      "ring <070-174\n06 05> tack",
                      "ring <070-\n1740605> tack",
                      "ring <070-174\r\n06 05> tack",
                      "ring <0 7 0 1 7 4 0 6 0 5> tack",
                      "ring <07 01 74 06 05> tack",
                      "ring <0-7-0-1-7-4-0-6-0-5> tack",
                      "ring <0701 74 06 05> tack",
                      "ring <0701-740605> tack",
                      "ring <070 17 40 605> tack",
                      "ring <(070)1740605> tack",
                      "ring <(070)-174 06 05> tack",
                      "ring <(070) 174 06 05> tack",
                      "ring [<070-174 06 05>] tack",
                      "ring \"<0701740605>\" tack",
                      "<0701740605>/<0701740606>",
                      "<0701740605>, <0701740606>",
                      "<070-174 06 05> eller <08-465 004 05>",
                  });
}

TEST(PhoneForms, AreMaskedWithTheCodeOfTheCountry) {
    expect_marked("[TELEFON]",
                  {
                      "ring <+46 (0)70-174 06 05>",  "ring <+46(0)701740605>",
                      "ring <+46 (0) 70 174 06 05>", "ring <+46-70-174 06 05>",
                      "ring <+46.70.174.06.05>",     "ring <+46701740605>",
                      "ring <+4670 1740605>",        "ring <+ 46 70 174 06 05>",
                      "ring <(+46) 70 174 06 05>",   "ring <(+46)701740605>",
                      "ring <(0046) 70 174 06 05>",  "ring <0046-70-1740605>",
                      "ring <0046 (0)70-174 06 05>", "ring <00 46 70 174 06 05>",
                      "ring <46 70 174 06 05>",      "ring <46701740605>",
                      "ring <+46 070 174 06 05>",    "ring <+46 7 0 1 7 4 0 6 0 5>",
                      "ring <+46 8 465 004 05>",     "ring <+46 31 390 06 05>",
                      "ring <＋46 70 174 06 05>",    "ring <+46/70/1740605>",
                  });
}

TEST(PhoneForms, AreMaskedAfterAnyCue) {
    expect_marked("[TELEFON]",
                  {
                      "tel:<0701740605>",
                      "tel:<+46701740605>",
                      "sms:<+46701740605>",
                      "Tel.nr: <0701740605>",
                      "Tfn <070-1740605>",
                      "Mob.<0701740605>",
                      "mobil <0701740605>.",
                      "telefon=<0701740605>",
                      "whatsapp <+46701740605>",
                      "Min mobil: <174 06 05>",
                      "mitt telefonnummer är <174 06 05>",
                      "mitt nr: <17 40 605>",
                      "ring oss på <465 004 05>",
                      "kontakta mig på <465 004 05>",
                      "nås på tel <465004>",
                      "ring <070-174 06 0>",
                      "ring <070-174 06 055>",
                      "my number is <174 0605>",
                      "call me at <174 06 05>",
                      "phone: <555 0147>",
                      "Phone number: <202-555-0147>",
                      "text me on <202 555 0147>",
                      "puh. <040 123 4567>",
                      "<070-174 06 0> är mobilen",
                  });
}

TEST(PhoneForms, AreMaskedAsNumbersOfCompaniesInSwish) {
    expect_marked("[TELEFON]",
                  {
                      "swish <123 045 67 89>",
                      "swisha till <1230456789>",
                      "Swish-nummer: <123-045 67 89>",
                      "betala till <123 045 67 89>",
                      "Rätt nummer är väl <123 045 67 89>?",
                  });
}

TEST(PhoneForms, AreMaskedForOtherCountries) {
    expect_marked(
        "[TELEFON]",
        {
            "ring <+358 40 1234567>",     "ring <+358(0)40 123 4567>",   "ring <+47 401 23 456>",
            "ring <0047 401 23 456>",     "ring <+45 20 12 34 56>",      "ring <+4520123456>",
            "ring <+44 (0)7700 900123>",  "ring <+44 (0) 20 7946 0958>", "ring <(+44) 7700 900123>",
            "ring <+380 (44) 123-45-67>", "ring <+1 (202) 555-0147>",    "ring <+1-202-555-0147>",
            "ring <001 202 555 0147>",    "ring <+48 501 234 567>",      "ring <+49 30 901820>",
            "ring <+963 944 567 890>",    "ring <+252 61 2345678>",      "ring <+90 532 123 45 67>",
            "ring <+964 790 123 4567>",   "ring <00-44-7700-900123>",
        });
}

TEST(PhoneForms, AreMaskedWhenSpoken) {
    expect_marked("[TELEFON]",
                  {
                      "numret är <noll sju noll ett sju fyra noll sex tjugo tre> tack",
                      "<noll sju noll, ett sju fyra, noll sex, noll fem>",
                      "<Noll sju noll - ett sju fyra noll sex noll fem>",
                      "<noll sjuttio ett sju fyra noll sex noll fem> är mobilen",
                      "<noll sju noll hundrasjuttiofyra noll sex noll fem>",
                      "<nolla sju nolla ett sju fyra nolla sex nolla fem>",
                      "<noll åtta fyra sex fem noll noll fyra noll fem> på kvällar",
                      "<noll sju noll 174 06 05>",
                      "<070 ett sju fyra noll sex noll fem>",
                      "<plus fyra sex sju noll ett sju fyra noll sex noll fem>",
                      "<zero seven zero one seven four zero six zero five>",
                      "<oh seven oh one seven four oh six oh five>",
                      "<NOLL SJU NOLL ETT SJU FYRA NOLL SEX NOLL FEM>",
                      "mitt nummer är <ett sju fyra noll sex noll fem>",
                      "<07O-174 O6 O5> är mitt",
                      "<sju noll ett sju fyra noll sex noll fem> är mitt nummer",
                      "<nollsju nollett sjuttiofyra nollsex nollfem> är mitt",
                      "<noll sjuttio 174 06 05> är mitt",
                  });
}

TEST(PhoneForms, AreNotSpokenCounts) {
    expect_kept({
        "ett två tre fyra fem sex sju åtta nio tio",
        "Vi fick noll sju gånger av tio.",
        "det blev noll noll i matchen",
        "noll av tio",
        "tre fyra gånger i veckan, fem sex på sommaren",
    });
}

TEST(PhoneForms, AreMaskedWithOtherSeparatorsAndLookalikes) {
    expect_marked("[TELEFON]",
                  {
                      "ring <073|456|78|90> nu",
                      "ring <073 | 456 | 78 | 90> nu",
                      "ring <073·456·78·90> nu",
                      "ring <073~456~78~90> nu",
                      "ring <О73-456 78 90> nu",  // Cyrillic
                      "ring <O8-465 OO4 12> nu",
                      "ring <０７３-４５６ ７８ ９０> nu",
                  });
}

TEST(PhoneForms, AreMaskedWithOneGroupDictated) {
    expect_marked("[TELEFON]",
                  {
                      "ring <noll sju tre 456 78 90> efter fem",
                      "ring <noll 73 456 78 90> efter fem",
                      "ring <noll sjuttitre 456 78 90> efter fem",
                      "ring <nollsjutre 456 78 90> efter fem",
                  });
    expect_kept({"noll 73 i resultat", "noll 3 bilar 45 cyklar"});
}

}  // namespace
}  // namespace lyhord::anonymize
