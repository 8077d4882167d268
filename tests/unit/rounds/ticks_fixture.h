// Owns TicksTest: an office whose ticks a test makes itself.
#pragma once

#include "unit/rounds/office.h"

namespace lyhord::tests {

class TicksTest : public RoundsTest {
protected:
    // Every release of this round has at least eight fragments a question.
    void open_weekly() {
        office_.open(replaced(torget, "\"grace_hours\": 72", R"("grace_hours": 72,
            "release": {"every": "week", "batch_min": 8})"));
    }
    void tick(domain::TickPurpose purpose) {
        const auto ticked = office_.ticker().tick(office_.round().id, purpose);
        ASSERT_TRUE(ticked) << ticked.error().line();
    }
    void expect_corrupt(domain::TickPurpose purpose) {
        const auto ticked = office_.ticker().tick(office_.round().id, purpose);
        ASSERT_FALSE(ticked);
        EXPECT_EQ(ticked.error().fault(), base::Fault::corrupt);
    }
    base::Bytes key_bytes(std::int64_t number) {
        const auto key = office_.keys().epoch_key({.round = office_.round().id, .number = number});
        const base::ByteView view = key.value().private_key.view();
        return {view.begin(), view.end()};
    }
};

}  // namespace lyhord::tests
