// Owns how a sealed answer lies in its table: in pieces that each fit into a leaf of the tree,
// under ids that are random to each other. What does not fit into a leaf would go to pages of
// overflow, and pieces side by side would fill whole pages; the engine appends both in the order of
// arrival.
#pragma once

#include <functional>

#include "store/row_mark.h"
#include "store/sqlite/connection.h"

namespace lyhord::store::sqlite {

// The page size of a new database, and the largest piece that a leaf of it takes whole: the engine
// keeps (page_bytes - 12) * 64 / 255 - 23 bytes of a row in the leaf (sqlite.org/fileformat2.html,
// 1.6), of which the keys and the row's header need less than 80.
inline constexpr std::size_t page_bytes = 8192;
inline constexpr std::size_t piece_bytes_max = (page_bytes - 12) * 64 / 255 - 23 - 80;

// Sealed bytes that were stored elsewhere in this database.
domain::SealedAnswer sealed_from(base::ByteView stored);

base::Result<void> insert_pending(Connection& connection,
                                  const SealedPlace& place,
                                  const domain::SealedAnswer& sealed);

// Calls `each` for every answer that select_pending or select_all_pending finds. corrupt: a piece
// is missing.
using EachPending = std::function<void(const SealedPlace&, domain::SealedAnswer)>;
base::Result<void> visit_pending(Connection& connection,
                                 std::string_view sql,
                                 std::initializer_list<Value> values,
                                 const EachPending& each);

}  // namespace lyhord::store::sqlite
