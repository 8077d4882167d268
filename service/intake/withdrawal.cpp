#include "intake/withdrawal.h"

#include <algorithm>

#include "base/log/log.h"

namespace lyhord::intake {
namespace {

constexpr std::size_t receipt_characters = 16;

bool is_disposed(const domain::Round& round, const std::vector<store::DisposalRow>& receipts) {
    return std::ranges::any_of(receipts, [&round](const store::DisposalRow& receipt) {
        return receipt.slug == round.slug && receipt.round_number == round.number;
    });
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
    const base::Result<std::vector<store::DisposalRow>> disposals = store_.disposals();
    if (!disposals) {
        return base::fail(base::Fault::unavailable, "the withdrawal could not be stored");
    }
    store::Withdrawn ids;
    for (const store::FrozenRoundPtr& frozen : rounds_.all()) {
        const domain::Round& round = frozen->round;
        for (const domain::ReleaseQuestion& question : frozen->plan.questions) {
            if (question.is_text && !is_disposed(round, *disposals)) {
                ids.emplace(round.id, withdrawal_id(*code, round.id, question.id));
            }
        }
    }
    // Durable in the list before the answer, so that a restore can apply it.
    if (const base::Result<void> listed = list_.add(ids); !listed) {
        base::log::error(listed.error());
        return base::fail(base::Fault::unavailable, "the withdrawal could not be stored");
    }
    return store_.withdraw({ids.begin(), ids.end()});
}

}  // namespace lyhord::intake
