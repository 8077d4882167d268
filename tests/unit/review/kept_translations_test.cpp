// A translation that somebody has typed and not handed in yet.
#include "review/kept_translations.h"

#include <gmock/gmock.h>

#include "base/limits.h"
#include "unit/review/reading_room.h"

namespace lyhord::review {
namespace {

base::Id place(std::size_t number) {
    base::Id id{};
    id[0] = static_cast<base::Byte>(number & 0xFFU);
    id[1] = static_cast<base::Byte>(number >> 8U);
    return id;
}

TEST(KeptTranslations, AreThereForTheirPlaceUntilTheyAreDropped) {
    tests::FakeClock clock;
    KeptTranslations kept(clock);
    kept.keep(place(1), redacted("Det är"));
    kept.keep(place(1), redacted("Det är mörkt"));
    EXPECT_EQ(kept.find(place(1))->view(), "Det är mörkt");
    EXPECT_FALSE(kept.find(place(2)));
    kept.drop(place(1));
    EXPECT_FALSE(kept.find(place(1)));
}

TEST(KeptTranslations, OutlastNoSession) {
    tests::FakeClock clock;
    KeptTranslations kept(clock);
    kept.keep(place(1), redacted("Det är mörkt"));
    clock.advance_seconds(base::limits::session_seconds);
    EXPECT_TRUE(kept.find(place(1)));
    clock.advance_seconds(1);
    EXPECT_FALSE(kept.find(place(1)));
}

TEST(KeptTranslations, AreNoMoreThanTheLimitAndTheOldestGoes) {
    tests::FakeClock clock;
    KeptTranslations kept(clock);
    const domain::RedactedText text = redacted("Det är mörkt");
    for (std::size_t i = 0; i <= base::limits::kept_translations_max; ++i) {
        kept.keep(place(i), text);
        clock.advance_seconds(1);
    }
    EXPECT_FALSE(kept.find(place(0)));
    EXPECT_TRUE(kept.find(place(1)));
    EXPECT_TRUE(kept.find(place(base::limits::kept_translations_max)));
}

TEST(KeptTranslation, IsShownMaskedToItsReaderAndGoesWithTheDecision) {
    ReadingRoom room;
    room.add({{"it is dark", "en"}});
    const base::Id mine = room.first("anna").place;
    room.review.keep(mine, domain::RawText("Ring 070-174 06 05"));
    EXPECT_EQ(room.first("anna").translation->view(), "Ring [TELEFON]");
    EXPECT_FALSE(room.first("bo").translation);
    ASSERT_TRUE(room.review.mask(room.about(room.first("anna")),
                                 {.words = "dark", .place = 1, .token = "[NAMN]"}));
    EXPECT_TRUE(room.first("anna").translation) << "it is the same text";
    room.review.keep(mine, domain::RawText(" \r\n"));
    EXPECT_FALSE(room.first("anna").translation) << "emptied";
    room.review.keep(mine, domain::RawText("Det är mörkt"));
    const ShownComment seen = room.first("anna");
    ASSERT_TRUE(room.review.approve(room.about(seen), std::nullopt));
    room.add({{"it is dark", "en"}});
    EXPECT_FALSE(room.first("anna").translation);
}

}  // namespace
}  // namespace lyhord::review
