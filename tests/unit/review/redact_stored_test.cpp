#include "review/redact_stored.h"

#include "unit/rounds/stepping_store.h"
#include "unit/store/fixture.h"

namespace lyhord::review {
namespace {

using store::CommentState;

class RedactStored : public store::StoreTest {
protected:
    static store::AuditRow entry_of(const domain::Round& round) {
        store::AuditRow entry;
        entry.who = "(console)";
        entry.what = "text redacted again";
        entry.object = round.slug;
        return entry;
    }

    const anonymize::Redactor redactor_;
};

TEST_F(RedactStored, MasksMoreAndLeavesNoRemnant) {
    const domain::Round round = open_round();
    comment_in(round, CommentState::approved, "Min granne Kerstin Öhlund hotar oss");
    const auto report = redact_stored(*store_, redactor_, entry_of);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->read, 1);
    EXPECT_EQ(report->masked_more, 1);
    EXPECT_EQ(store_->comments(round.id, CommentState::approved).value()[0].text->view(),
              "Min granne [NAMN] hotar oss");
    EXPECT_EQ(store_->audit(5).value().at(0).what, "text redacted again");
    close();
    EXPECT_FALSE(store::any_file_holds(folder_.path(), "Kerstin"));
}

TEST_F(RedactStored, LeavesWhatHoldsNothingMore) {
    const domain::Round round = open_round();
    comment_in(round, CommentState::approved, "Min granne [NAMN] hotar oss");
    comment_in(round, CommentState::pending);
    const auto report = redact_stored(*store_, redactor_, entry_of);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->read, 1);
    EXPECT_EQ(report->masked_more, 0);
    EXPECT_EQ(store_->comments(round.id, CommentState::approved).value()[0].themes, "[1,4]");
    EXPECT_EQ(store_->comments(round.id, CommentState::pending).value().size(), 1U);
    EXPECT_NE(store_->audit(5).value().at(0).what, "text redacted again");
}

TEST_F(RedactStored, MasksMoreOfATranslation) {
    const domain::Round round = open_round();
    const base::Digest id = comment_in(round, CommentState::pending);
    store::CommentRow translated = a_review(id, CommentState::approved, "It is dark");
    translated.translation = store::redacted("Min granne Kerstin Öhlund har det mörkt");
    ASSERT_TRUE(store_->review_comment({.after = translated}));
    ASSERT_TRUE(redact_stored(*store_, redactor_, entry_of));
    const auto approved = store_->comments(round.id, CommentState::approved).value();
    EXPECT_EQ(approved.at(0).text->view(), "It is dark");
    EXPECT_EQ(approved.at(0).translation->view(), "Min granne [NAMN] har det mörkt");
    close();
    EXPECT_FALSE(store::any_file_holds(folder_.path(), "Kerstin"));
}

// What somebody else does between the reading of a text and the writing of what is left of it.
class RedactStoredBeside : public RedactStored {
protected:
    RedactedAgain redact_while(const std::function<void()>& meanwhile) {
        int steps = 0;
        tests::SteppingStore stepping(*store_, [&]() -> base::Result<void> {
            constexpr int before_the_first_write = 5;  // rounds and texts are read, two steps each
            if (++steps == before_the_first_write) {
                meanwhile();
            }
            return {};
        });
        const auto report = redact_stored(stepping, redactor_, entry_of);
        EXPECT_TRUE(report);
        return report.value_or(RedactedAgain{});
    }

    static constexpr std::string_view text = "Min granne Kerstin Öhlund på Lilla torget";
};

TEST_F(RedactStoredBeside, AReviewerUndoesNothingOfWhatIsMaskedMeanwhile) {
    const domain::Round round = open_round();
    const base::Digest id = comment_in(round, CommentState::approved, text);
    const RedactedAgain report = redact_while([&] {
        ASSERT_TRUE(store_->review_comment(
            {.after =
                 a_review(id, CommentState::approved, "Min granne Kerstin Öhlund på [ADRESS]")}));
    });
    EXPECT_EQ(report.masked_more, 1);
    EXPECT_EQ(store_->comments(round.id, CommentState::approved).value().at(0).text->view(),
              "Min granne [NAMN] på [ADRESS]");
}

TEST_F(RedactStoredBeside, AReviewerBringsNothingBackThatIsWithheldOrTakenBack) {
    const domain::Round round = open_round();
    const base::Digest withheld = comment_in(round, CommentState::approved, text);
    RedactedAgain report = redact_while([&] {
        ASSERT_TRUE(
            store_->review_comment({.after = a_review(withheld, CommentState::withheld, "")}));
    });
    EXPECT_EQ(report.masked_more, 0);
    const base::Digest withdrawn = comment_in(round, CommentState::approved, text);
    report = redact_while([&] { ASSERT_TRUE(store_->withdraw({{round.id, withdrawn}})); });
    EXPECT_EQ(report.masked_more, 0);
    EXPECT_TRUE(store_->comments(round.id, CommentState::approved).value().empty());
}

}  // namespace
}  // namespace lyhord::review
