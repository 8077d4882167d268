#include "anonymize/windows.h"

#include <gtest/gtest.h>

#include "anonymize/hints.h"
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

// One detector's words may start inside another's, and stand in one window with them.
TEST(Hints, TellWhoseWordsStandInAWindow) {
    const Hints hints({"post", "ostkaka", "nr"});
    const std::string far(200, 'x');
    const std::string text = "POSTKAKA nu " + far + ' ' + far + " nr";
    const std::vector<Windows> windows = hints.windows(text);
    ASSERT_EQ(windows.size(), 3U);
    ASSERT_EQ(windows[0].size(), 1U);
    EXPECT_EQ(windows[1], windows[0]);
    EXPECT_EQ(windows[2].size(), 1U);
    EXPECT_EQ(windows[2][0].end, text.size());
    const std::vector<Windows> both = hints.windows("postkaka, ostkaka");
    EXPECT_EQ(both[0], both[1]);
    EXPECT_TRUE(both[2].empty());
    EXPECT_EQ(hints.windows("postostkaka")[1].size(), 1U);
}

TEST(KnownWindows, AreThoseThatHeldNothingAndCameBackAsTheyWere) {
    const EmptyWindows before{.text = "ett två tre", .by_detector = {{{0, 3}, {4, 8}, {9, 12}}}};
    KnownWindows known(before, 0);
    EXPECT_TRUE(known.has("två"));
    EXPECT_FALSE(known.has("ett")) << "they come in the same order";
    EXPECT_FALSE(known.has("fem"));
    EXPECT_TRUE(known.has("tre"));
    EXPECT_FALSE(known.has("tre"));
    EXPECT_FALSE(KnownWindows(before, 1).has("ett")) << "of another detector";
}

// What stood beside something that was hidden meanwhile is read again.
TEST(KnownWindows, HoldNoBarrier) {
    const std::string text = std::string("ring ") + barrier + " nu";
    const EmptyWindows before{.text = text, .by_detector = {{{0, text.size()}}}};
    EXPECT_FALSE(KnownWindows(before, 0).has(text));
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
