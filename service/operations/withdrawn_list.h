// Owns the form of the list of withdrawn texts, a file that outlives the rotation of backups so
// that a restore cannot bring a withdrawn text back. A line is a round and a withdrawal id in hex.
// Lines are kept sorted here: the ids of one person must not stand together.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "base/result.h"
#include "store/store.h"

namespace lyhord::operations {

using Withdrawn = std::set<std::pair<base::Id, base::Digest>>;

// Lines that a crash left half written are skipped: their withdrawal was never acknowledged.
Withdrawn parse_withdrawn(std::string_view text);
std::string print_withdrawn(const Withdrawn& withdrawn);

// Empty if there is no such file.
base::Result<Withdrawn> read_withdrawn(const std::filesystem::path& file);

// Destroys the comments in the list, and keeps the ids for the rounds that still count: how many
// comments there were.
base::Result<std::int64_t> apply_withdrawn(store::Store& store, const Withdrawn& withdrawn);

}  // namespace lyhord::operations
