#include "intake/queued_answers.h"

#include "base/log/log.h"

namespace lyhord::intake {

using base::Fault;
using base::crypto::KeyPair;
using base::crypto::PublicKey;

std::optional<PublicKey> QueuedAnswers::key(const domain::Round& round) {
    const std::lock_guard lock(mutex_);
    if (const auto found = known_.find(round.id); found != known_.end()) {
        return found->second;
    }
    const base::Result<KeyPair> pair = keys_.queue_key(round.id);
    if (!pair) {
        base::log::warning("a round has no queue key: nobody can answer it without a network");
        return std::nullopt;
    }
    return known_.emplace(round.id, pair->public_key).first->second;
}

void QueuedAnswers::forget_unless(const base::Id& round, const std::optional<PublicKey>& present) {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(round);
    if (found != known_.end() && present != found->second) {
        known_.erase(found);
    }
}

base::Result<domain::DeviceRecord> QueuedAnswers::open(const domain::Round& round,
                                                       const QueuedAnswer& answer) {
    const base::Result<KeyPair> pair = keys_.queue_key(round.id);
    if (!pair && pair.error().fault() != Fault::not_found) {
        base::log::error(pair.error());
        return base::fail(Fault::unavailable, "the queue key cannot be read");
    }
    forget_unless(round.id, pair ? std::optional(pair->public_key) : std::nullopt);
    if (!pair || domain::queue_key_name(pair->public_key) != answer.key_name) {
        return base::fail(Fault::not_found, "the answer is sealed to a key that is not here");
    }
    std::optional<domain::DeviceRecord> record =
        domain::DeviceRecord::open(*pair, round.slug, answer.sealed);
    if (!record) {
        return base::fail(Fault::corrupt, "the sealed answer cannot be opened");
    }
    return std::move(*record);
}

}  // namespace lyhord::intake
