#include "rounds/queue_keys.h"

#include "base/log/log.h"

namespace lyhord::rounds {
namespace {

// Whoever kept an answer sealed to a lost key will be told that it cannot be opened.
base::Result<void> make_if_missing(const base::Id& round, store::KeyFiles& keys) {
    const auto present = keys.queue_key(round);
    if (!present && present.error().fault() == base::Fault::not_found) {
        base::log::error({base::Fault::not_found,
                          "the queue key of a round was gone and is replaced: what waits on "
                          "devices, sealed to the old one, cannot be opened"});
    }
    return keys.create_queue_key(round);
}

}  // namespace

base::Result<void> tidy_queue_keys(const store::FrozenRounds& rounds, store::KeyFiles& keys) {
    for (const store::FrozenRoundPtr& round : rounds.all()) {
        const bool is_over = round->round.state == domain::RoundState::settled;
        const base::Id& id = round->round.id;
        const base::Result<void> done =
            is_over ? keys.destroy_queue_key(id) : make_if_missing(id, keys);
        if (!done) {
            return done;
        }
    }
    return {};
}

}  // namespace lyhord::rounds
