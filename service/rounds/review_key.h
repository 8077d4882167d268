// Owns the choice of the key that a tick seals comments to.
#pragma once

#include "domain/round.h"
#include "store/frozen_rounds.h"
#include "store/keys/key_files.h"
#include "store/store.h"

namespace lyhord::rounds {

// The public half. corrupt: comments that nobody has reviewed are sealed to a key that is not in
// keys/, and the tick may make more; nothing that the store would refuse in the end is opened.
base::Result<base::crypto::PublicKey> review_key_of(store::Store& store,
                                                    store::KeyFiles& keys,
                                                    const domain::FrozenRound& round,
                                                    domain::TickPurpose purpose);

}  // namespace lyhord::rounds
