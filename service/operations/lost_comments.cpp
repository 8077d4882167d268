#include "operations/lost_comments.h"

#include "operations/first_error.h"

namespace lyhord::operations {

using base::Result;
using base::crypto::KeyPair;
using base::crypto::PublicKey;

Result<std::int64_t> lost_comments(store::Store& store, const store::KeyFiles& keys) {
    const Result<KeyPair> key = keys.present_review_key();
    if (!key && key.error().fault() == base::Fault::io) {
        return base::fail(key.error());
    }
    const Result<std::optional<PublicKey>> used = store.review_key();
    const Result<std::vector<store::RoundTally>> tallies = store.tallies();
    if (const auto error = first_error(used, tallies)) {
        return base::fail(*error);
    }
    if (key && (!*used || key->public_key == **used)) {
        return 0;
    }
    std::int64_t unread = 0;
    for (const store::RoundTally& tally : *tallies) {
        unread += tally.comments_pending;
    }
    return unread;
}

// In one transaction: once the first are gone, a tick may seal others to a key that is here.
Result<std::int64_t> give_up_unreviewed(store::Store& store) {
    const Result<std::vector<domain::Round>> rounds = store.rounds();
    if (!rounds) {
        return base::fail(rounds.error());
    }
    std::vector<std::pair<base::Id, base::Digest>> ids;
    for (const domain::Round& round : *rounds) {
        const auto comments = store.comments(round.id, store::CommentState::pending);
        if (!comments) {
            return base::fail(comments.error());
        }
        for (const store::CommentRow& comment : *comments) {
            ids.emplace_back(round.id, comment.id);
        }
    }
    const Result<void> removed = ids.empty() ? Result<void>{} : store.withdraw(ids);
    return removed ? Result<std::int64_t>(static_cast<std::int64_t>(ids.size()))
                   : base::fail(removed.error());
}

}  // namespace lyhord::operations
