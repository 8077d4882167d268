#include "rounds/queue_keys.h"

namespace lyhord::rounds {

base::Result<void> tidy_queue_keys(const store::FrozenRounds& rounds, store::KeyFiles& keys) {
    for (const store::FrozenRoundPtr& round : rounds.all()) {
        const bool is_over = round->round.state == domain::RoundState::settled;
        const base::Id& id = round->round.id;
        const base::Result<void> done =
            is_over ? keys.destroy_queue_key(id) : keys.create_queue_key(id);
        if (!done) {
            return done;
        }
    }
    return {};
}

}  // namespace lyhord::rounds
