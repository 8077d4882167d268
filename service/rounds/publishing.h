// Owns Publishing: what everybody may see of a settled round becomes an edition that never changes.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "domain/public_edition.h"
#include "store/frozen_rounds.h"

namespace lyhord::rounds {

struct Published {
    std::int64_t round = 0;
    std::int64_t edition = 0;
    domain::PublicEdition content;
};

class Publishing {
public:
    // The line of the audit log that says who publishes this edition of the round.
    using Entry = std::function<store::AuditRow(const domain::Round& round, std::int64_t edition)>;

    Publishing(store::Store& store, store::FrozenRounds& rounds, const base::Clock& clock)
        : store_(store), rounds_(rounds), clock_(clock) {}

    // The round that is meant: without a number the newest settled one, else the newest. Null:
    // there is none.
    store::FrozenRoundPtr meant(std::string_view slug, std::optional<std::int64_t> number) const;

    // What publish() would make public now, and nothing done. Errors as publish().
    base::Result<Published> preview(std::string_view slug,
                                    std::optional<std::int64_t> number) const;

    // Durable when it returns. not_found: no such dialogue or round; forbidden: it is sensitive;
    // conflict: it is not settled (meant()->round.settles() tells when it can be), too few took
    // part, nothing has changed since the last edition, or a comparison with an earlier edition
    // would tell what neither tells by itself.
    base::Result<Published> publish(std::string_view slug,
                                    std::optional<std::int64_t> number,
                                    const Entry& entry);

private:
    base::Result<std::vector<domain::ReleasableTable>> released(
        const domain::FrozenRound& round) const;

    store::Store& store_;
    store::FrozenRounds& rounds_;
    const base::Clock& clock_;
};

}  // namespace lyhord::rounds
