#include "store/sqlite/removal.h"

#include "store/queries.h"
#include "store/row_mark.h"
#include "store/sqlite/pending.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/schema.h"

namespace lyhord::store::sqlite {

using base::Result;

namespace {

// A backup keeps the schema it was taken with.
Result<bool> has_translations(Connection& connection) {
    const Result<std::int64_t> schema = schema_of(connection);
    return schema ? Result<bool>(*schema >= translations_schema) : base::fail(schema.error());
}

}  // namespace

Result<void> remove_comment(Transaction& transaction, const base::Digest& id) {
    Connection& connection = transaction.connection;
    const Result<bool> translated = has_translations(connection);
    if (!translated) {
        return base::fail(translated.error());
    }
    const auto comment =
        connection.one(*translated ? queries::select_comment : queries::select_comment_untranslated,
                       {id},
                       comment_of);
    if (!comment) {
        return base::fail(comment.error());
    }
    if (!*comment) {
        return {};
    }
    if (const auto deleted = connection.change(queries::delete_comment, {id}); !deleted) {
        return base::fail(deleted.error());
    }
    transaction.tallies.remove(Tallied::comments, mark_of_comment(**comment));
    // A seal too: the review key that opens it lives on.
    const bool held_words = (*comment)->text || (*comment)->sealed;
    return held_words ? ask_for_rewrite(connection) : Result<void>{};
}

Result<void> remove_sealed_in(Transaction& transaction, const base::Id& round, std::int64_t epoch) {
    Connection& connection = transaction.connection;
    Result<void> done = visit_pending(
        connection,
        queries::select_pending,
        {round, epoch},
        [&](const SealedPlace& place, const domain::SealedAnswer& sealed) {
            transaction.tallies.remove(Tallied::pending, mark_of_pending(place, sealed));
        });
    if (done) {
        done = connection.visit(queries::select_waiting, {round, epoch}, [&](Row& row) {
            const WaitingPiece piece{.question = row.number<std::uint16_t>(0),
                                     .sealed = row.sealed(1)};
            const SealedPlace place{
                .round = round, .epoch = epoch, .record_id = piece.sealed.record_id()};
            transaction.tallies.remove(Tallied::waiting, mark_of_waiting(place, piece));
        });
    }
    for (const std::string_view sql : {queries::delete_pending, queries::delete_waiting}) {
        const auto deleted =
            done ? connection.change(sql, {round, epoch}) : base::fail(done.error());
        if (!deleted) {
            return base::fail(deleted.error());
        }
    }
    return {};
}

Result<std::int64_t> remove_comments_of(Transaction& transaction, const base::Id& round) {
    Connection& connection = transaction.connection;
    const Result<bool> translated = has_translations(connection);
    if (!translated) {
        return base::fail(translated.error());
    }
    const std::string_view select =
        *translated ? queries::select_comments_of : queries::select_comments_of_untranslated;
    const auto counted = connection.visit(select, {round}, [&](Row& row) {
        transaction.tallies.remove(Tallied::comments, mark_of_comment(comment_of(row)));
    });
    if (!counted) {
        return base::fail(counted.error());
    }
    if (const Result<void> asked = ask_for_rewrite(connection); !asked) {
        return base::fail(asked.error());
    }
    return connection.change(queries::delete_comments_of, {round});
}

}  // namespace lyhord::store::sqlite
