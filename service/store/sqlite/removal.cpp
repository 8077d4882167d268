#include "store/sqlite/removal.h"

#include "store/queries.h"
#include "store/sqlite/rows.h"

namespace lyhord::store::sqlite {

using base::Result;

Result<void> remove_comment(Transaction& transaction, const base::Digest& id) {
    Connection& connection = transaction.connection;
    const auto comment = connection.one(queries::select_comment, {id}, comment_of);
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
    return (*comment)->text ? ask_for_rewrite(connection) : Result<void>{};
}

Result<std::int64_t> remove_comments_of(Transaction& transaction, const base::Id& round) {
    Connection& connection = transaction.connection;
    const auto counted = connection.visit(queries::select_comments_of, {round}, [&](Row& row) {
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
