#include "store/withdrawn_list.h"

#include <algorithm>
#include <optional>

#include "base/limits.h"
#include "store/data_directory.h"
#include "store/durable_file.h"

namespace lyhord::store {
namespace {

using base::Result;
using base::limits::withdrawn_list_bytes_max;

std::optional<Withdrawn::value_type> parse_line(std::string_view line) {
    const std::size_t space = std::min(line.find(' '), line.size());
    const auto round = base::from_hex(line.substr(0, space));
    const auto id = base::from_hex(line.substr(std::min(space + 1, line.size())));
    Withdrawn::value_type parsed;
    if (!round || !id || round->size() != parsed.first.size() ||
        id->size() != parsed.second.size()) {
        return std::nullopt;
    }
    std::ranges::copy(*round, parsed.first.begin());
    std::ranges::copy(*id, parsed.second.begin());
    return parsed;
}

}  // namespace

Withdrawn parse_withdrawn(std::string_view text) {
    Withdrawn withdrawn;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (const auto parsed = parse_line(text.substr(0, end))) {
            withdrawn.insert(*parsed);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return withdrawn;
}

std::string print_withdrawn(const Withdrawn& withdrawn) {
    std::string text;
    for (const auto& [round, id] : withdrawn) {
        text += base::hex(round) + " " + base::hex(id) + "\n";
    }
    return text;
}

Result<Withdrawn> WithdrawnList::read() const {
    const Result<base::Bytes> bytes = DurableFile::read(file_, withdrawn_list_bytes_max);
    if (!bytes && bytes.error().fault() == base::Fault::not_found) {
        return Withdrawn();
    }
    return bytes ? parse_withdrawn(base::as_text(*bytes))
                 : Result<Withdrawn>(base::fail(bytes.error()));
}

// Written also when no id is new: the time it takes must not tell that a receipt was used before.
Result<void> WithdrawnList::add(Withdrawn ids) {
    const std::lock_guard lock(mutex_);
    const Result<Withdrawn> kept = read();
    if (!kept) {
        return base::fail(kept.error());
    }
    ids.insert(kept->begin(), kept->end());
    return replace(ids);
}

Result<void> WithdrawnList::forget(const std::set<base::Id>& rounds) {
    const std::lock_guard lock(mutex_);
    Result<Withdrawn> kept = read();
    if (!kept) {
        return base::fail(kept.error());
    }
    const std::size_t gone =
        std::erase_if(*kept, [&rounds](const auto& pair) { return rounds.contains(pair.first); });
    return gone > 0 ? replace(*kept) : Result<void>{};
}

// Never so large that it could not be read again.
Result<void> WithdrawnList::replace(const Withdrawn& withdrawn) {
    const std::string text = print_withdrawn(withdrawn);
    if (text.size() > withdrawn_list_bytes_max) {
        return base::fail(DataDirectory::error(
            base::Fault::too_large, "the list of withdrawn texts is full", file_));
    }
    return DurableFile::replace(file_, base::as_bytes(text));
}

}  // namespace lyhord::store
