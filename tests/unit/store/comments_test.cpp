#include <set>

#include "store/row_mark.h"
#include "store/sqlite/pending.h"
#include "unit/store/fixture.h"

namespace lyhord::store {
namespace {

using base::Fault;

class Review : public StoreTest {
protected:
    // A tick with a comment that is sealed to `key`.
    base::Result<void> tick_with(const domain::Round& round, const base::crypto::PublicKey& key) {
        const std::int64_t epoch = open_epoch_of(round);
        close_epoch(round, epoch);
        TickCommit commit = a_tick(round, epoch);
        commit.comments.push_back(a_comment(round, a_digest()));
        commit.review_key = key;
        return store_->commit_tick(commit);
    }
};

TEST_F(Review, KeepsTheKeyThatUnreadCommentsAreSealedTo) {
    const domain::Round round = open_round();
    const auto old_key = base::crypto::generate_key_pair().public_key;
    const auto new_key = base::crypto::generate_key_pair().public_key;
    EXPECT_FALSE(store_->review_key().value());
    ASSERT_TRUE(tick_with(round, old_key));
    EXPECT_EQ(store_->review_key().value(), old_key);
    const auto refused = tick_with(round, new_key);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault(), Fault::corrupt);
    EXPECT_EQ(store_->review_key().value(), old_key);
    const auto unread = store_->comments(round.id, CommentState::pending).value();
    ASSERT_EQ(unread.size(), 1U);
    ASSERT_TRUE(
        store_->review_comment({.after = a_review(unread[0].id, CommentState::withheld, "")}));
    EXPECT_FALSE(store_->review_key().value()) << "nothing is sealed to it";
    ASSERT_TRUE(tick_with(round, new_key));
    EXPECT_EQ(store_->review_key().value(), new_key);
}
class Withdrawal : public StoreTest {};
class Disposal : public StoreTest {
protected:
    static DisposalRow a_receipt(const base::Id& id) {
        return {.id = id,
                .day = base::Day(22'100),
                .decision = "KS 2030/99",
                .slug = "torget",
                .round_number = 1,
                .texts = 0};
    }
    std::vector<NewComment> add_comments(const domain::Round& round, int count) {
        const std::int64_t epoch = open_epoch_of(round);
        close_epoch(round, epoch);
        TickCommit commit = a_tick(round, epoch);
        for (int i = 0; i < count; ++i) {
            commit.comments.push_back(a_comment(round, a_digest()));
        }
        EXPECT_TRUE(store_->commit_tick(commit));
        return commit.comments;
    }
};

constexpr std::string_view unique_text = "Lampan vid Nybrogatans tunnel blinkar violett";

// What a split leaves of a cell that it moved: bytes in the free middle of a page, which
// secure_delete does not reach. How many a real split leaves is chance; here every leaf has some.
class SealedRemnants : public Disposal {
protected:
    void SetUp() override {
        Disposal::SetUp();
        round_ = open_round();
        comment_ = add_comments(round_, 60).front().id;
        close();
        plant();
        open();
    }
    void plant() {
        std::string bytes = file_bytes(database());
        constexpr char leaf = 10;  // of an index, or of a table without row ids
        for (std::size_t page = sqlite::page_bytes; page < bytes.size();
             page += sqlite::page_bytes) {
            const auto number = [&bytes, page](std::size_t at) {
                return static_cast<std::size_t>(static_cast<unsigned char>(bytes[page + at])) *
                           256 +
                       static_cast<unsigned char>(bytes[page + at + 1]);
            };
            const std::size_t pointers_end = 8 + 2 * number(3);
            const std::size_t cells_begin = number(5);
            if (bytes[page] == leaf && cells_begin >= pointers_end + unique_text.size()) {
                bytes.replace(
                    page + cells_begin - unique_text.size(), unique_text.size(), unique_text);
            }
        }
        std::ofstream(database(), std::ios::binary | std::ios::trunc) << bytes;
        ASSERT_TRUE(any_file_holds(folder_.path(), unique_text));
    }
    // A rewrite that was asked for is made within a minute, or at the next start at the latest.
    bool found_after_a_start() {
        expect_sound();
        reopen();
        close();
        return any_file_holds(folder_.path(), unique_text);
    }

    domain::Round round_;
    base::Digest comment_{};
};

TEST_F(SealedRemnants, LiveOnWhileNothingIsDestroyed) {
    add_comments(round_, 1);
    EXPECT_TRUE(found_after_a_start());
}

TEST_F(SealedRemnants, OfAWithdrawnCommentAreGone) {
    ASSERT_TRUE(store_->withdraw({{round_.id, comment_}}));
    EXPECT_FALSE(found_after_a_start());
}

TEST_F(SealedRemnants, OfAWithheldCommentAreGone) {
    ASSERT_TRUE(store_->review_comment({.after = a_review(comment_, CommentState::withheld, "")}));
    EXPECT_FALSE(found_after_a_start());
}

TEST_F(Review, ApprovalReplacesTheSealByTheText) {
    const domain::Round round = open_round();
    const base::Digest id = comment_in(round, CommentState::pending);
    ASSERT_TRUE(
        store_->review_comment({.after = a_review(id, CommentState::approved, unique_text)}));
    EXPECT_TRUE(store_->comments(round.id, CommentState::pending).value().empty());
    const auto approved = store_->comments(round.id, CommentState::approved).value();
    ASSERT_EQ(approved.size(), 1U);
    EXPECT_FALSE(approved[0].sealed);
    EXPECT_EQ(approved[0].text->view(), unique_text);
    EXPECT_EQ(approved[0].language, "sv");
    EXPECT_EQ(approved[0].themes, "[1,4]");
    EXPECT_EQ(approved[0].question, 3);
    EXPECT_EQ(approved[0].round, round.id);
    EXPECT_EQ(tally_of(round).comments_pending, 0);
    expect_sound();
}

TEST_F(Disposal, ReadsApprovedCommentsAPageAtATimeEachOnce) {
    const domain::Round round = open_round();
    std::set<base::Digest> approved;
    for (const NewComment& comment : add_comments(round, 20)) {
        if (approved.size() < 7) {
            const CommentRow after = a_review(comment.id, CommentState::approved, "Fler lampor");
            ASSERT_TRUE(store_->review_comment({.after = after}));
            approved.insert(comment.id);
        }
    }
    std::vector<base::Digest> read;
    CommentPage page{.round = round.id, .state = CommentState::approved, .rows_max = 3};
    for (const std::size_t rows : {3U, 3U, 1U, 0U}) {
        const auto found = store_->comments_behind(page).value();
        ASSERT_EQ(found.size(), rows);
        for (const CommentRow& row : found) {
            EXPECT_EQ(row.text->view(), "Fler lampor");
            read.push_back(row.id);
            page.behind = row.id;
        }
    }
    EXPECT_EQ(read, std::vector(approved.begin(), approved.end())) << "by id";
}

TEST_F(Review, WithholdingDestroysTheText) {
    const domain::Round round = open_round();
    const base::Digest id = comment_in(round, CommentState::approved, unique_text);
    ASSERT_TRUE(store_->review_comment({.after = a_review(id, CommentState::withheld, "")}));
    const auto withheld = store_->comments(round.id, CommentState::withheld).value();
    ASSERT_EQ(withheld.size(), 1U);
    EXPECT_FALSE(withheld[0].sealed);
    EXPECT_FALSE(withheld[0].text);
    EXPECT_EQ(withheld[0].themes, "");
    EXPECT_EQ(store_->review_comment({.after = a_review(id, CommentState::approved, "x")})
                  .error()
                  .fault(),
              Fault::conflict);
    expect_sound();
}

TEST_F(Review, ATextThatWasMaskedMoreLeavesNoRemnant) {
    const domain::Round round = open_round();
    const base::Digest id = comment_in(round, CommentState::approved, unique_text);
    ASSERT_TRUE(store_->review_comment(
        {.after = a_review(id, CommentState::approved, "[ADRESS] blinkar")}));
    close();
    EXPECT_FALSE(any_file_holds(folder_.path(), unique_text));
    open();
    EXPECT_EQ(store_->comments(round.id, CommentState::approved).value()[0].text->view(),
              "[ADRESS] blinkar");
}

TEST_F(Review, RefusesWhatIsNoReview) {
    const domain::Round round = open_round();
    const base::Digest id = comment_in(round, CommentState::pending);
    EXPECT_EQ(
        store_->review_comment({.after = a_review(id, CommentState::pending, "")}).error().fault(),
        Fault::invalid);
    CommentRow without_text = a_review(id, CommentState::approved, "x");
    without_text.text.reset();
    EXPECT_EQ(store_->review_comment({.after = without_text}).error().fault(), Fault::invalid);
    const auto unknown = a_review(a_digest(), CommentState::approved, "x");
    EXPECT_EQ(store_->review_comment({.after = unknown}).error().fault(), Fault::not_found);
    EXPECT_EQ(store_->comments(round.id, CommentState::pending).value().size(), 1U);
}

// As the reviewer's page does it: what was read is said, and the log is written with it.
ReviewedComment decided(CommentRow after, const CommentRow& seen) {
    return {.after = std::move(after),
            .seen = mark_of_comment(seen),
            .entry = {.sequence = 0,
                      .at = {1'900'000'000},
                      .who = "anna",
                      .what = "comment approved",
                      .object = "torget/1",
                      .hash = {}}};
}

TEST_F(Review, WritesTheDecisionAndItsEntryTogetherOrNeither) {
    const domain::Round round = open_round();
    const base::Digest id = comment_in(round, CommentState::pending);
    const CommentRow seen = store_->comments(round.id, CommentState::pending).value()[0];
    const auto first = decided(a_review(id, CommentState::approved, "Torget"), seen);
    ASSERT_TRUE(store_->review_comment(first));
    const auto log = store_->audit(10).value();
    ASSERT_EQ(log.size(), 1U);
    EXPECT_EQ(log[0].who + " " + log[0].what + " " + log[0].object,
              "anna comment approved torget/1");
    for (const CommentState state : {CommentState::approved, CommentState::withheld}) {
        const auto late = decided(a_review(id, state, "En annan text"), seen);
        EXPECT_EQ(store_->review_comment(late).error().fault(), Fault::conflict);
    }
    EXPECT_EQ(store_->audit(10).value().size(), 1U);
    EXPECT_EQ(store_->comments(round.id, CommentState::approved).value()[0].text->view(), "Torget");
    expect_sound();
}

TEST_F(Review, SealsAnewWhatWasMaskedMoreAndKeepsTheOldSealNowhere) {
    const domain::Round round = open_round();
    const base::Digest id = comment_in(round, CommentState::pending);
    const CommentRow seen = store_->comments(round.id, CommentState::pending).value()[0];
    CommentRow masked = a_review(id, CommentState::pending, "");
    masked.sealed = sealed(round, domain::review_epoch);
    ASSERT_TRUE(store_->review_comment(decided(masked, seen)));
    const auto stale = decided(a_review(id, CommentState::approved, "x"), seen);
    EXPECT_EQ(store_->review_comment(stale).error().fault(), Fault::conflict);
    const auto unread = store_->comments(round.id, CommentState::pending).value();
    ASSERT_EQ(unread.size(), 1U);
    EXPECT_EQ(unread[0].sealed->record_id(), masked.sealed->record_id());
    expect_sound();
    close();
    const std::string_view old = base::as_text(seen.sealed->bytes());
    EXPECT_FALSE(any_file_holds(folder_.path(), old.substr(old.size() - 40)));
    open();
    const auto current = decided(a_review(id, CommentState::approved, "x"), unread[0]);
    ASSERT_TRUE(store_->review_comment(current));
    EXPECT_EQ(store_->review_comment({.after = masked}).error().fault(), Fault::conflict)
        << "an approved text is not sealed again";
}

TEST_F(Review, KeepsATranslationUntilItIsWithheld) {
    const domain::Round round = open_round();
    const base::Digest id = comment_in(round, CommentState::pending);
    CommentRow translated = a_review(id, CommentState::approved, "It is dark");
    translated.translation = redacted(unique_text);
    ASSERT_TRUE(store_->review_comment({.after = translated}));
    const auto kept = store_->comments(round.id, CommentState::approved).value()[0];
    EXPECT_EQ(kept.translation->view(), unique_text);
    expect_sound();
    ASSERT_TRUE(store_->review_comment({.after = a_review(id, CommentState::withheld, "")}));
    expect_sound();
    close();
    EXPECT_FALSE(any_file_holds(folder_.path(), unique_text));
}

TEST_F(Withdrawal, DeletesTheCommentInWhateverState) {
    const domain::Round round = open_round();
    std::vector<std::pair<base::Id, base::Digest>> ids;
    for (const CommentState state :
         {CommentState::pending, CommentState::approved, CommentState::withheld}) {
        ids.emplace_back(round.id, comment_in(round, state));
    }
    const base::Digest kept = comment_in(round, CommentState::approved);
    ASSERT_TRUE(store_->withdraw(ids));
    EXPECT_TRUE(store_->comments(round.id, CommentState::pending).value().empty());
    EXPECT_TRUE(store_->comments(round.id, CommentState::withheld).value().empty());
    const auto left = store_->comments(round.id, CommentState::approved).value();
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].id, kept);
    expect_sound();
}

TEST_F(Withdrawal, IsKeptOnceUntilTheRoundIsSettled) {
    const domain::Round round = open_round();
    domain::Round settled = a_round("parken");
    settled.state = domain::RoundState::settled;
    ASSERT_TRUE(store_->add_round(settled));
    const base::Digest id = a_digest();
    const std::vector<std::pair<base::Id, base::Digest>> ids{
        {round.id, id}, {settled.id, id}, {random_.id(), id}};
    ASSERT_TRUE(store_->withdraw(ids));
    ASSERT_TRUE(store_->withdraw(ids));
    EXPECT_EQ(store_->withdrawals(round.id).value(), std::vector{id});
    EXPECT_TRUE(store_->withdrawals(settled.id).value().empty());
}

TEST_F(Withdrawal, OfAPublishedTextLeavesNoRemnant) {
    const domain::Round round = open_round();
    const base::Digest id = comment_in(round, CommentState::approved, unique_text);
    ASSERT_TRUE(any_file_holds(folder_.path(), unique_text));
    ASSERT_TRUE(store_->withdraw({{round.id, id}}));
    reopen();
    EXPECT_FALSE(any_file_holds(folder_.path(), unique_text));
    expect_sound();
}

TEST_F(Disposal, LeavesAReceiptAndNoRemnant) {
    const domain::Round round = open_round();
    const domain::Round other = open_round("parken");
    comment_in(round, CommentState::approved, unique_text);
    comment_in(round, CommentState::pending);
    const base::Digest kept = comment_in(other, CommentState::approved, "Parken är fin");
    empty_log();
    ASSERT_TRUE(any_file_holds(folder_.path(), unique_text));

    const base::Id id = random_.id();
    ASSERT_TRUE(store_->dispose_texts(round.id, a_receipt(id)));

    EXPECT_FALSE(any_file_holds(folder_.path(), unique_text));
    EXPECT_EQ(tally_of(round).comments, 0);
    EXPECT_EQ(store_->comments(other.id, CommentState::approved).value()[0].id, kept);
    const auto disposals = store_->disposals().value();
    ASSERT_EQ(disposals.size(), 1U);
    EXPECT_EQ(disposals[0].id, id);
    EXPECT_EQ(disposals[0].texts, 2);
    EXPECT_EQ(disposals[0].day, base::Day(22'100));
    EXPECT_EQ(disposals[0].decision, "KS 2030/99");
    EXPECT_EQ(disposals[0].slug, "torget");
    EXPECT_EQ(disposals[0].round_number, 1);
    expect_sound();
}

// Pages are split while the texts lie in them, and live on because they hold another round's texts
// too: what secure_delete alone leaves behind.
TEST_F(Disposal, LeavesNoRemnantInPagesThatWereSplit) {
    const domain::Round round = open_round();
    const domain::Round other = open_round("parken");
    const std::vector<NewComment> comments = add_comments(round, 400);
    for (std::size_t i = 0; i < comments.size(); ++i) {
        const std::string text = std::string(unique_text) + std::string((31 * i) % 1800, 'o');
        ASSERT_TRUE(store_->review_comment(
            {.after = a_review(comments[i].id, CommentState::approved, text)}));
    }
    add_comments(other, 800);
    ASSERT_TRUE(store_->dispose_texts(round.id, a_receipt(random_.id())));
    EXPECT_FALSE(any_file_holds(folder_.path(), unique_text));
    EXPECT_EQ(store_->disposals().value()[0].texts, 400);
    EXPECT_EQ(store_->comments(other.id, CommentState::pending).value().size(), 800U);
}

TEST_F(Disposal, ThatWasCutShortIsFinishedAtTheNextStart) {
    const domain::Round round = open_round();
    comment_in(round, CommentState::approved, unique_text);
    const auto asked = store_->writer().alone(
        [](sqlite::Connection& connection) { return sqlite::ask_for_rewrite(connection); });
    ASSERT_TRUE(asked);
    reopen();
    const auto due = store_->writer().alone([](sqlite::Connection& connection) {
        EXPECT_FALSE(sqlite::rewrite_is_due(connection).value());
        return base::Result<void>{};
    });
    EXPECT_TRUE(due);
}

TEST_F(Disposal, AskedForAgainAddsToItsReceipt) {
    const domain::Round round = open_round();
    const base::Id id = random_.id();
    comment_in(round, CommentState::approved, unique_text);
    ASSERT_TRUE(store_->dispose_texts(round.id, a_receipt(id)));
    comment_in(round, CommentState::approved, unique_text);
    ASSERT_TRUE(store_->dispose_texts(round.id, a_receipt(id)));
    const auto disposals = store_->disposals().value();
    ASSERT_EQ(disposals.size(), 1U);
    EXPECT_EQ(disposals[0].texts, 2);
}

}  // namespace
}  // namespace lyhord::store
