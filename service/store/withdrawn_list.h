// Owns the list of withdrawn texts, a file that outlives the rotation of backups so that a restore
// cannot bring a withdrawn text back. A line is a round and a withdrawal id in hex. Lines are kept
// sorted: the ids of one person must not stand together.
#pragma once

#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "base/result.h"

namespace lyhord::store {

using Withdrawn = std::set<std::pair<base::Id, base::Digest>>;

// Lines that are not whole are skipped: their withdrawal was never acknowledged.
Withdrawn parse_withdrawn(std::string_view text);
std::string print_withdrawn(const Withdrawn& withdrawn);

// One object a data directory, since it orders the changes. Errors: io, and too_large beyond
// limits::withdrawn_list_bytes_max, in which case nothing is changed. Thread-safe.
class WithdrawnList {
public:
    explicit WithdrawnList(std::filesystem::path file) : file_(std::move(file)) {}

    base::Result<Withdrawn> read() const;  // empty if there is no such file
    // Durable when it returns.
    base::Result<void> add(Withdrawn ids);
    // Removes the ids of these rounds.
    base::Result<void> forget(const std::set<base::Id>& rounds);

private:
    base::Result<void> replace(const Withdrawn& withdrawn);

    std::filesystem::path file_;
    std::mutex mutex_;
};

}  // namespace lyhord::store
