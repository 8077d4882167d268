// The count of texts in other languages, which anybody may ask for at any rate.
#include "review/foreign_text_count.h"

#include <gtest/gtest.h>

#include "support/fake_clock.h"

namespace lyhord::review {
namespace {

using base::Fault;
using base::Result;

constexpr base::Id round_id{1};

TEST(ForeignTextCount, IsMadeOnceAnHourForEachRound) {
    tests::FakeClock clock;
    ForeignTextCount counts(clock);
    std::int64_t made = 0;
    const auto count = [&made]() -> Result<ForeignTexts> { return ForeignTexts{.texts = ++made}; };
    EXPECT_EQ(counts.of(round_id, count)->texts, 1);
    EXPECT_EQ(counts.of(round_id, count)->texts, 1);
    EXPECT_EQ(counts.of(base::Id{2}, count)->texts, 2);
    clock.advance_seconds(3600);
    EXPECT_EQ(counts.of(round_id, count)->texts, 3);
}

TEST(ForeignTextCount, ThatFailsIsNotTriedAgainWithinTheHour) {
    tests::FakeClock clock;
    ForeignTextCount counts(clock);
    int tries = 0;
    const auto fails = [&tries]() -> Result<ForeignTexts> {
        ++tries;
        return base::fail(Fault::corrupt, "another key");
    };
    for (int i = 0; i < 3; ++i) {
        const Result<ForeignTexts> texts = counts.of(round_id, fails);
        ASSERT_FALSE(texts);
        EXPECT_EQ(texts.error().fault(), Fault::corrupt);
    }
    EXPECT_EQ(tries, 1);
    clock.advance_seconds(3600);
    EXPECT_FALSE(counts.of(round_id, fails));
    EXPECT_EQ(tries, 2);
}

// Who asks while another one counts: here from within the count, which a lock would stop for ever.
TEST(ForeignTextCount, IsNotWaitedForByWhoAsksMeanwhile) {
    tests::FakeClock clock;
    ForeignTextCount counts(clock);
    const auto unused = []() -> Result<ForeignTexts> {
        ADD_FAILURE() << "two count at a time";
        return ForeignTexts{};
    };
    const auto first = counts.of(round_id, [&]() -> Result<ForeignTexts> {
        EXPECT_EQ(counts.of(round_id, unused).error().fault(), Fault::unavailable);
        return ForeignTexts{.texts = 5};
    });
    EXPECT_EQ(first->texts, 5);
    clock.advance_seconds(3600);
    EXPECT_EQ(counts
                  .of(round_id,
                      [&]() -> Result<ForeignTexts> {
                          EXPECT_EQ(counts.of(round_id, unused)->texts, 5) << "as before";
                          return ForeignTexts{.texts = 6};
                      })
                  ->texts,
              6);
}

}  // namespace
}  // namespace lyhord::review
