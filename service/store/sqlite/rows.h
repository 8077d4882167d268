// Owns how the rows that several sections read come out of their columns.
#pragma once

#include "store/row_mark.h"
#include "store/sqlite/row.h"

namespace lyhord::store::sqlite {

// The columns of select_comment.
CommentRow comment_of(Row& row);
// The column of select_review_key_in_use.
base::crypto::PublicKey review_key_of(Row& row);
// The columns of select_batches and select_counters, which begin at `first`.
QuestionBatch batch_of(Row& row, int first);
CounterDelta counter_of(Row& row, int first);
AuditRow audit_of(Row& row);
// The columns of select_publications.
PublicationRow publication_of(Row& row);

// How QuestionBatch::recoded is kept: a JSON array.
std::string recoded_text(const std::vector<std::int64_t>& recoded);

}  // namespace lyhord::store::sqlite
