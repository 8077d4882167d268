#include "store/queries.h"
#include "store/row_mark.h"
#include "store/sqlite/engine.h"
#include "store/sqlite/removal.h"
#include "store/sqlite/rows.h"

namespace lyhord::store::sqlite {
namespace {

using base::Fault;
using base::Result;

Result<void> check_step(CommentState before, CommentState after) {
    if (after == CommentState::pending) {
        return base::fail(Fault::invalid, "a review approves or withholds");
    }
    if (before == CommentState::withheld) {
        return base::fail(Fault::conflict, "the comment was withheld: its text is destroyed");
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
    if (reviewed.state == CommentState::approved) {
        after.text = reviewed.text;
        after.language = reviewed.language;
        after.themes = reviewed.themes;
    }
    return after;
}

Result<void> review(Transaction& transaction, const CommentRow& reviewed) {
    Connection& connection = transaction.connection;
    const auto before = connection.one(queries::select_comment, {reviewed.id}, comment_of);
    if (!before) {
        return base::fail(before.error());
    }
    if (!*before) {
        return base::fail(Fault::not_found, "the comment was withdrawn");
    }
    if (const Result<void> allowed = check_step((*before)->state, reviewed.state); !allowed) {
        return allowed;
    }
    const CommentRow after = after_review(**before, reviewed);
    const auto updated = connection.change(
        queries::update_comment, {after.id, after.state, after.text, after.language, after.themes});
    if (!updated) {
        return base::fail(updated.error());
    }
    transaction.tallies.remove(Tallied::comments, mark_of_comment(**before));
    transaction.tallies.add(Tallied::comments, mark_of_comment(after));
    // A plain text that was masked more, or withheld after all, must not linger in a free page; nor
    // the seal of one that nobody was to read, since the review key lives on.
    const bool was_destroyed = (*before)->text || after.state == CommentState::withheld;
    return was_destroyed ? ask_for_rewrite(connection) : Result<void>{};
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

Result<std::optional<base::crypto::PublicKey>> SqliteStore::review_key() {
    return one(queries::select_review_key_in_use, {CommentState::pending}, review_key_of);
}

Result<void> SqliteStore::review_comment(const CommentRow& reviewed) {
    if (reviewed.state == CommentState::approved && !reviewed.text) {
        return base::fail(Fault::invalid, "an approved comment has a text");
    }
    return writer_->write_apart<void>(
        [&reviewed](Transaction& transaction) { return review(transaction, reviewed); });
}

}  // namespace lyhord::store::sqlite
