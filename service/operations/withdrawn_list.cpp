#include "operations/withdrawn_list.h"

#include <algorithm>
#include <fstream>

#include "base/limits.h"
#include "operations/first_error.h"
#include "store/data_directory.h"

namespace lyhord::operations {
namespace {

std::optional<std::pair<base::Id, base::Digest>> parse_line(std::string_view line) {
    const std::size_t space = std::min(line.find(' '), line.size());
    const auto round = base::from_hex(line.substr(0, space));
    const auto id = base::from_hex(line.substr(std::min(space + 1, line.size())));
    std::pair<base::Id, base::Digest> parsed;
    if (!round || !id || round->size() != parsed.first.size() ||
        id->size() != parsed.second.size()) {
        return std::nullopt;
    }
    std::ranges::copy(*round, parsed.first.begin());
    std::ranges::copy(*id, parsed.second.begin());
    return parsed;
}

base::Result<std::int64_t> count_comments(store::Store& store) {
    const base::Result<std::vector<store::RoundTally>> tallies = store.tallies();
    if (!tallies) {
        return base::fail(tallies.error());
    }
    std::int64_t comments = 0;
    for (const store::RoundTally& tally : *tallies) {
        comments += tally.comments;
    }
    return comments;
}

base::Result<void> withdraw_all(store::Store& store, const Withdrawn& withdrawn) {
    std::vector<std::pair<base::Id, base::Digest>> some;
    for (const auto& pair : withdrawn) {
        some.push_back(pair);
        if (some.size() == base::limits::withdrawals_applied_at_once) {
            if (const base::Result<void> gone = store.withdraw(some); !gone) {
                return gone;
            }
            some.clear();
        }
    }
    return store.withdraw(some);
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

base::Result<Withdrawn> read_withdrawn(const std::filesystem::path& file) {
    Withdrawn withdrawn;
    std::error_code failure;
    if (!std::filesystem::exists(file, failure) && !failure) {
        return withdrawn;
    }
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        if (const auto parsed = parse_line(line)) {
            withdrawn.insert(*parsed);
        }
    }
    if (failure || !lines.eof()) {
        return base::fail(store::DataDirectory::error(
            base::Fault::io, "cannot read the list of withdrawn texts", file));
    }
    return withdrawn;
}

base::Result<std::int64_t> apply_withdrawn(store::Store& store, const Withdrawn& withdrawn) {
    const base::Result<std::int64_t> before = count_comments(store);
    const base::Result<void> applied = withdraw_all(store, withdrawn);
    const base::Result<std::int64_t> after = count_comments(store);
    if (const auto error = first_error(before, applied, after)) {
        return base::fail(*error);
    }
    return *before - *after;
}

}  // namespace lyhord::operations
