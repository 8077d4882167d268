// Owns the mark of a row: the first 8 bytes of the SHA-256 of its table's name and its fields, each
// behind its length. Engines agree on it, so a tally survives a move from one to another.
#pragma once

#include <cstdint>

#include "store/rows.h"

namespace lyhord::store {

struct SealedPlace {
    base::Id round{};
    std::int64_t epoch = 0;
    base::Id record_id{};
};

std::uint64_t mark_of_pending(const SealedPlace& place, const domain::SealedAnswer& sealed);
std::uint64_t mark_of_waiting(const SealedPlace& place, const WaitingPiece& piece);
std::uint64_t mark_of_replay(const base::Id& round, const base::Digest& id, base::ByteView mac);
std::uint64_t mark_of_comment(const CommentRow& comment);
std::uint64_t mark_of_counter(const base::Id& round, const CounterDelta& counter);
std::uint64_t mark_of_batch(const base::Id& round, const QuestionBatch& batch);
std::uint64_t mark_of_audit(const AuditRow& entry);
std::uint64_t mark_of_publication(const PublicationRow& publication);

}  // namespace lyhord::store
