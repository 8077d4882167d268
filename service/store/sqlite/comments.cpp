#include "store/queries.h"
#include "store/row_mark.h"
#include "store/sqlite/audit.h"
#include "store/sqlite/engine.h"
#include "store/sqlite/removal.h"
#include "store/sqlite/rows.h"

namespace lyhord::store::sqlite {
namespace {

using base::Fault;
using base::Result;

Result<void> check_step(const CommentRow& before, const ReviewedComment& reviewed) {
    if (before.state == CommentState::withheld) {
        return base::fail(Fault::conflict, "the comment was withheld: its text is destroyed");
    }
    if (reviewed.seen && mark_of_comment(before) != *reviewed.seen) {
        return base::fail(Fault::conflict, "the comment was reviewed meanwhile");
    }
    if (reviewed.after.state == CommentState::pending && before.state != CommentState::pending) {
        return base::fail(Fault::conflict, "the comment was reviewed: it is not sealed again");
    }
    return {};
}

// What a review may change: the rest stays as the tick wrote it.
CommentRow after_review(const CommentRow& before, const CommentRow& reviewed) {
    CommentRow after = before;
    after.state = reviewed.state;
    after.sealed.reset();
    after.text.reset();
    after.language.clear();
    after.themes.clear();
    after.translation.reset();
    if (reviewed.state == CommentState::approved) {
        after.text = reviewed.text;
        after.language = reviewed.language;
        after.themes = reviewed.themes;
        after.translation = reviewed.translation;
    }
    if (reviewed.state == CommentState::pending) {
        after.sealed = reviewed.sealed;
    }
    return after;
}

Result<void> replace(Transaction& transaction, const CommentRow& before, const CommentRow& after) {
    const auto updated = transaction.connection.change(queries::update_comment,
                                                       {after.id,
                                                        after.state,
                                                        after.sealed,
                                                        after.text,
                                                        after.language,
                                                        after.themes,
                                                        after.translation});
    if (!updated) {
        return base::fail(updated.error());
    }
    transaction.tallies.remove(Tallied::comments, mark_of_comment(before));
    transaction.tallies.add(Tallied::comments, mark_of_comment(after));
    // A plain text that was masked more, or withheld after all, must not linger in a free page; nor
    // the seal of one that nobody is to read any more, since the review key lives on.
    const bool was_destroyed = before.text || after.state != CommentState::approved;
    return was_destroyed ? ask_for_rewrite(transaction.connection) : Result<void>{};
}

Result<void> review(Transaction& transaction, const ReviewedComment& reviewed) {
    const auto before =
        transaction.connection.one(queries::select_comment, {reviewed.after.id}, comment_of);
    if (!before) {
        return base::fail(before.error());
    }
    if (!*before) {
        return base::fail(Fault::not_found, "the comment was withdrawn");
    }
    Result<void> done = check_step(**before, reviewed);
    if (done) {
        done = replace(transaction, **before, after_review(**before, reviewed.after));
    }
    return done ? append_audit_entry(transaction, reviewed.entry) : done;
}

}  // namespace

Result<void> SqliteStore::withdraw(const std::vector<std::pair<base::Id, base::Digest>>& ids) {
    return writer_->write_apart<void>([&ids](Transaction& transaction) -> Result<void> {
        for (const auto& [round, id] : ids) {
            const auto kept = transaction.connection.change(
                queries::insert_withdrawal, {round, id, domain::RoundState::settled});
            if (!kept) {
                return base::fail(kept.error());
            }
            if (const Result<void> removed = remove_comment(transaction, id); !removed) {
                return removed;
            }
        }
        return {};
    });
}

Result<std::vector<CommentRow>> SqliteStore::comments(const base::Id& round, CommentState state) {
    return all(queries::select_comments, {round, state}, comment_of);
}

Result<std::vector<CommentRow>> SqliteStore::comments_behind(const CommentPage& page) {
    return all(queries::select_comments_behind,
               {page.round, page.state, page.behind, static_cast<std::int64_t>(page.rows_max)},
               comment_of);
}

Result<std::optional<base::crypto::PublicKey>> SqliteStore::review_key() {
    return one(queries::select_review_key_in_use, {CommentState::pending}, review_key_of);
}

Result<void> SqliteStore::review_comment(const ReviewedComment& reviewed) {
    const CommentRow& after = reviewed.after;
    if (after.state == CommentState::approved && !after.text) {
        return base::fail(Fault::invalid, "an approved comment has a text");
    }
    if (after.state == CommentState::pending && !after.sealed) {
        return base::fail(Fault::invalid, "a review approves, withholds or seals anew");
    }
    return writer_->write_apart<void>(
        [&reviewed](Transaction& transaction) { return review(transaction, reviewed); });
}

}  // namespace lyhord::store::sqlite
