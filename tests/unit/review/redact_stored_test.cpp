#include "review/redact_stored.h"

#include "unit/store/fixture.h"

namespace lyhord::review {
namespace {

using store::CommentState;

class RedactStored : public store::StoreTest {
protected:
    const anonymize::Redactor redactor_;
};

TEST_F(RedactStored, MasksMoreAndLeavesNoRemnant) {
    const domain::Round round = open_round();
    comment_in(round, CommentState::approved, "Min granne Kerstin Öhlund hotar oss");
    const auto report = redact_stored(*store_, redactor_);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->read, 1);
    EXPECT_EQ(report->masked_more, 1);
    EXPECT_EQ(store_->comments(round.id, CommentState::approved).value()[0].text->view(),
              "Min granne [NAMN] hotar oss");
    close();
    EXPECT_FALSE(store::any_file_holds(folder_.path(), "Kerstin"));
}

TEST_F(RedactStored, LeavesWhatHoldsNothingMore) {
    const domain::Round round = open_round();
    comment_in(round, CommentState::approved, "Min granne [NAMN] hotar oss");
    comment_in(round, CommentState::pending);
    const auto report = redact_stored(*store_, redactor_);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->read, 1);
    EXPECT_EQ(report->masked_more, 0);
    EXPECT_EQ(store_->comments(round.id, CommentState::approved).value()[0].themes, "[1,4]");
    EXPECT_EQ(store_->comments(round.id, CommentState::pending).value().size(), 1U);
}

}  // namespace
}  // namespace lyhord::review
