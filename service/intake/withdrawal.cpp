#include "intake/withdrawal.h"

#include <set>
#include <sstream>

#include "base/limits.h"
#include "store/durable_file.h"

namespace lyhord::intake {
namespace {

constexpr std::size_t receipt_characters = 16;

// Adds lines to the list, durably, before the answer, so that a restore can apply it. The list is
// kept sorted: the ids of one person must not stand together.
base::Result<void> add_to_list(const std::filesystem::path& list, std::set<std::string> lines) {
    const auto kept = store::DurableFile::read(list, base::limits::withdrawn_list_bytes_max);
    if (!kept && kept.error().fault() != base::Fault::not_found) {
        return base::fail(base::Fault::unavailable, "the list of withdrawn texts cannot be read");
    }
    std::istringstream text(kept ? std::string(base::as_text(*kept)) : std::string());
    for (std::string line; std::getline(text, line);) {
        lines.insert(std::move(line));
    }
    std::string sorted;
    for (const std::string& line : lines) {
        sorted += line + "\n";
    }
    if (!store::DurableFile::replace(list, base::as_bytes(sorted))) {
        return base::fail(base::Fault::unavailable, "the withdrawal could not be stored");
    }
    return {};
}

}  // namespace

base::Digest withdrawal_id(std::string_view receipt,
                           const base::Id& round,
                           std::string_view question_id) {
    base::Bytes data(receipt.begin(), receipt.end());
    data.insert(data.end(), round.begin(), round.end());
    data.insert(data.end(), question_id.begin(), question_id.end());
    return base::crypto::sha256("withdraw", data);
}

std::optional<std::string> normalized_receipt(std::string_view receipt) {
    const std::optional<base::Bytes> bytes = base::from_base32(receipt);
    if (!bytes || base::base32(*bytes).size() != receipt_characters) {
        return std::nullopt;
    }
    return base::base32(*bytes);
}

base::Result<void> Withdrawal::withdraw(std::string_view receipt) {
    const std::optional<std::string> code = normalized_receipt(receipt);
    if (!code) {
        return {};
    }
    std::vector<std::pair<base::Id, base::Digest>> ids;
    std::set<std::string> lines;
    for (const store::FrozenRoundPtr& frozen : rounds_.all()) {
        for (const domain::ReleaseQuestion& question : frozen->plan.questions) {
            if (question.is_text) {
                const base::Id& round = frozen->round.id;
                ids.emplace_back(round, withdrawal_id(*code, round, question.id));
                lines.insert(base::hex(round) + " " + base::hex(ids.back().second));
            }
        }
    }
    const std::lock_guard lock(mutex_);
    if (const base::Result<void> kept = add_to_list(list_, std::move(lines)); !kept) {
        return kept;
    }
    return store_.withdraw(ids);
}

}  // namespace lyhord::intake
