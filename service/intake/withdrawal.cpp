#include "intake/withdrawal.h"

#include <fcntl.h>
#include <unistd.h>

namespace lyhord::intake {
namespace {

constexpr std::size_t receipt_characters = 16;

// One line a text: day, round, id. Durable before the answer, so that a restore can apply it.
base::Result<void> append(const std::filesystem::path& list, const std::string& lines) {
    const int file = open(list.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const bool written =
        file >= 0 && write(file, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size());
    const bool durable = written && fdatasync(file) == 0;
    if (file >= 0) {
        close(file);
    }
    if (!durable) {
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
    std::string lines;
    for (const store::FrozenRoundPtr& frozen : rounds_.all()) {
        for (const domain::ReleaseQuestion& question : frozen->plan.questions) {
            if (question.is_text) {
                const base::Id& round = frozen->round.id;
                ids.emplace_back(round, withdrawal_id(*code, round, question.id));
                lines += base::hex(round) + " " + base::hex(ids.back().second) + "\n";
            }
        }
    }
    if (const base::Result<void> kept = append(list_, lines); !kept) {
        return kept;
    }
    return store_.withdraw(ids);
}

}  // namespace lyhord::intake
