#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

TEST(Email, IsMaskedInPlainForm) {
    expect_masked({
        {"mejla kalle.anka@example.se tack", "mejla [E-POST] tack"},
        {"Skriv till lisa+spam@sub.example.co.uk.", "Skriv till [E-POST]."},
        {"åsa.öberg@exempel.se", "[E-POST]"},
        {"kalle@gmail", "[E-POST]"},
        {"(mejl: a.b@c.se)", "(mejl: [E-POST])"},
        {"mailto:kalle@example.se", "mailto:[E-POST]"},
        {"KALLE@EXAMPLE.SE!", "[E-POST]!"},
    });
}

TEST(Email, IsMaskedWhenSpelledOut) {
    expect_masked({
        {"kalle (at) example.se", "[E-POST]"},
        {"kalle(at)example(dot)se", "[E-POST]"},
        {"kalle [at] example [punkt] se hej", "[E-POST] hej"},
        {"nås på kalle snabel-a example punkt se", "nås på [E-POST]"},
        {"kalle punkt anka snabel-a example punkt se", "[E-POST]"},
        {"kalle snabela example.se", "[E-POST]"},
        {"kalle at example dot com", "[E-POST]"},
        {"kalle @ example.se", "[E-POST]"},
    });
}

TEST(Link, IsMasked) {
    expect_masked({
        {"se https://example.org/bild.jpg", "se [LÄNK]"},
        {"se https://example.org/bild.jpg.", "se [LÄNK]."},
        {"(www.example.se/a?b=c#d)", "([LÄNK])"},
        {"HTTP://EXAMPLE.SE nu", "[LÄNK] nu"},
        {"https://user:pass@example.se/x", "[LÄNK]"},
    });
}

TEST(Domain, IsMaskedWithoutAScheme) {
    expect_masked({
        {"läs på harnosand.se/trygg idag", "läs på [LÄNK] idag"},
        {"Finns på example.com.", "Finns på [LÄNK]."},
        {"enkät.exempel.nu", "[LÄNK]"},
        {"youtu.be/abc123", "[LÄNK]"},
    });
}

TEST(Domain, IsNotAForgottenSpaceAfterAFullStop) {
    expect_kept({
        "Det är dåligt.se över belysningen.",
        "Det är mörkt.nu måste ni göra något.",
        "Kl.18 t.ex. vid torget m.m.",
        "Bra.Mer sånt.",
        "Bra.det är fint.",
        "o.s.v.",
    });
}

TEST(Handle, IsMasked) {
    expect_masked({
        {"följ @kalle_95 nu", "följ [KONTONAMN] nu"},
        {"snap: lisa", "snap: [KONTONAMN]"},
        {"snap: lisasnap hotar folk", "snap: [KONTONAMN] hotar folk"},
        {"insta kalle_95", "insta [KONTONAMN]"},
        {"Instagram: fia.karlsson.01.", "Instagram: [KONTONAMN]."},
        {"min snap är kalle95", "min snap är [KONTONAMN]"},
        {"insta: kalle_med_ett_mycket_langt_namn_2009", "insta: [KONTONAMN]"},
        {"kalle_med_ett_mycket_langt_namn_2009 på insta", "[KONTONAMN] på insta"},
        {"heter kalle95 på tiktok", "heter [KONTONAMN] på tiktok"},
    });
}

TEST(Handle, IsNotAnOrdinaryWordAfterAService) {
    expect_kept({
        "På snapchat sprids rykten om unga.",
        "Facebook är fullt av rykten.",
        "facebook: gruppen sprider rykten om oss",
        "Det skrivs på instagram om oss.",
        "Snapp ett, snapp två.",
        "5 st @ 50 kr",
        "Awww.vad fint",
    });
}

}  // namespace
}  // namespace lyhord::anonymize
