// Owns the removal of texts, which works alike on the database in use and on a backup.
#pragma once

#include "store/sqlite/transaction.h"

namespace lyhord::store::sqlite {

// Deletes the comment if there is one. If it had a text, plain or sealed, asks for the file to be
// rewritten.
base::Result<void> remove_comment(Transaction& transaction, const base::Digest& id);

// Deletes all comments of the round and asks for the file to be rewritten: how many there were.
base::Result<std::int64_t> remove_comments_of(Transaction& transaction, const base::Id& round);

// Deletes everything that is sealed to this epoch.
base::Result<void> remove_sealed_in(Transaction& transaction,
                                    const base::Id& round,
                                    std::int64_t epoch);

}  // namespace lyhord::store::sqlite
