#include "anonymize/windows.h"

#include <gtest/gtest.h>

#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

TEST(Windows, AreCutOnlyAtSpaces) {
    const std::string text = std::string(300, 'a') + "12" + std::string(300, 'b') + " slut";
    const Windows windows = round_digits(text, 1);
    ASSERT_EQ(windows.size(), 1U);
    EXPECT_EQ(windows[0], (ByteRange{0, 602}));
}

TEST(Windows, LeaveOutWhatIsFarFromDigits) {
    const std::string far(40, 'x');
    std::string text;
    for (int i = 0; i < 20; ++i) {
        text += far + " ";
    }
    EXPECT_TRUE(round_digits(text, 1).empty());
    text += "nr 5";
    const Windows windows = round_digits(text, 1);
    ASSERT_EQ(windows.size(), 1U);
    EXPECT_GT(windows[0].start, text.size() / 2);
    EXPECT_TRUE(round_digits(text, 2).empty());
}

// The detectors are asked wherever one of their patterns could match.
TEST(Windows, HoldEveryFormByItself) {
    expect_masked({
        {"mål T 12-24", "mål [KONTO]"},
        {"5000 - K 12-24", "[KONTO]"},
        {"070  -  123  -  45  -  67", "[TELEFON]"},
        {"kajan78*a*telia.se", "[E-POST]"},
        {"kajan78 at härnösand.se", "[E-POST]"},
        {"_snap: kajan95", "_snap: [KONTONAMN]"},
        {"vi bor på Solsvängen fem", "vi bor på [ADRESS]"},
        {"Furubrinken tolv, mörkt", "[ADRESS], mörkt"},
        {"huset nr tolv på Storgatan", "[ADRESS]"},
        {"iban SE 45 5000 0000 0583 9825 7466", "iban [KONTO]"},
        {"811228 98 74", "[PERSONNUMMER]"},
    });
}

TEST(Windows, LeaveCountsAndHoursBesideStreets) {
    expect_kept({
        "På Storgatan 7-8 bilar i minuten",
        "På Hamngatan 24/7 är det stök",
        "Nygatan 30-sträcka",
        "bråk EPA/A-traktor",
    });
}

// What was found counts by its token, so that a cue stands as far from a number the second time.
TEST(Windows, AreTheSameRoundAWordThatWasMasked) {
    const std::string link = "https://" + std::string(100, 'a') + ".se/x";
    const std::string once = masked("betala på " + link + " 1234567890");
    EXPECT_EQ(once, "betala på [LÄNK] [TELEFON]");
    EXPECT_EQ(masked(once), once);
}

TEST(Plates, OfALongListAreMaskedAtOnce) {
    std::string list;
    std::string tokens;
    for (int i = 100; i < 140; ++i) {
        list += (list.empty() ? "KXZ" : "/KXZ") + std::to_string(i);
        tokens += tokens.empty() ? "[REGNR]" : "/[REGNR]";
    }
    EXPECT_EQ(masked(list), tokens);
}

}  // namespace
}  // namespace lyhord::anonymize
