#include "rounds/review_key.h"

#include <algorithm>

namespace lyhord::rounds {

using base::Result;
using base::crypto::KeyPair;
using base::crypto::PublicKey;

// A key that is lost is not made anew while comments are sealed to it: the new one would hide the
// loss.
Result<PublicKey> review_key_of(store::Store& store,
                                store::KeyFiles& keys,
                                const domain::FrozenRound& round,
                                domain::TickPurpose purpose) {
    const Result<std::optional<PublicKey>> used = store.review_key();
    if (!used) {
        return base::fail(used.error());
    }
    const Result<KeyPair> key = *used ? keys.present_review_key() : keys.review_key();
    if (key && (!*used || key->public_key == **used)) {
        return key->public_key;
    }
    if (!key && (!*used || key.error().fault() == base::Fault::io)) {
        return base::fail(key.error());
    }
    const bool makes_comments =
        purpose != domain::TickPurpose::reseal &&
        std::ranges::any_of(round.plan.questions, &domain::ReleaseQuestion::is_text);
    if (!makes_comments) {
        return **used;
    }
    return base::fail(base::Fault::corrupt,
                      "the review key that unread comments are sealed to is not in keys/, and the "
                      "round has texts: put its file back, restore a backup from before it was "
                      "lost, or run 'lyhord comments give-up'");
}

}  // namespace lyhord::rounds
