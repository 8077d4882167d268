#include "operations/unreadable.h"

#include <algorithm>

#include "base/limits.h"
#include "operations/first_error.h"
#include "operations/ledger.h"
#include "operations/loss.h"

namespace lyhord::operations {
namespace {

using base::Result;
using store::EpochRow;
using store::Store;

std::int64_t last_number(const std::vector<EpochRow>& epochs, const base::Id& round) {
    std::int64_t last = 0;
    for (const EpochRow& epoch : epochs) {
        if (epoch.round == round) {
            last = std::max(last, epoch.number);
        }
    }
    return last;
}

// Closes the epoch, and opens the one after the round's last.
Result<void> replace_open(const RestoredStore& restored,
                          const std::vector<EpochRow>& epochs,
                          const EpochRow& lost) {
    EpochRow closing = lost;
    closing.purpose = domain::TickPurpose::reseal;
    closing.tick_day = restored.today;
    EpochRow next;
    next.round = lost.round;
    next.number = last_number(epochs, lost.round) + 1;
    const Result<base::crypto::PublicKey> key =
        restored.keys.create_epoch_key({.round = next.round, .number = next.number});
    if (!key) {
        return base::fail(key.error());
    }
    next.key = *key;
    return restored.store.advance_epoch(&closing, next);
}

// A tick that counts nothing and keeps nothing.
Result<void> drain(Store& store, const domain::Round& round, const EpochRow& lost) {
    store::TickCommit commit;
    commit.round = round.id;
    commit.epoch = lost.number;
    commit.round_after = round;
    if (const Result<void> drained = store.commit_tick(commit); !drained) {
        return drained;
    }
    return store.forget_epoch(round.id, lost.number);
}

Result<void> leave(const RestoredStore& restored,
                   const domain::Round& round,
                   const std::vector<EpochRow>& epochs,
                   const EpochRow& lost) {
    if (lost.open) {
        if (const Result<void> replaced = replace_open(restored, epochs, lost); !replaced) {
            return replaced;
        }
    }
    return drain(restored.store, round, lost);
}

Result<GivenUp> give_up_round(const RestoredStore& restored,
                              const domain::Round& round,
                              const std::vector<EpochRow>& lost) {
    const Result<std::vector<EpochRow>> epochs = restored.store.epochs();
    const Result<std::vector<store::RoundTally>> tallies = restored.store.tallies();
    if (const auto error = first_error(epochs, tallies)) {
        return base::fail(*error);
    }
    const Result<RoundLedger> ledger = read_ledger(restored.store, *tallies, round);
    if (!ledger) {
        return base::fail(ledger.error());
    }
    GivenUp given_up;
    // Where nothing waits, the rest was sealed when a disposal reached this backup.
    given_up.answers =
        ledger->participation_waits ? 0 : std::max<std::int64_t>(0, ledger->waiting_answers());
    for (const EpochRow& epoch : lost) {
        const auto pending = restored.store.pending(round.id, epoch.number);
        const auto waiting = restored.store.waiting(round.id, epoch.number);
        if (const auto error = first_error(pending, waiting)) {
            return base::fail(*error);
        }
        given_up.answers += static_cast<std::int64_t>(pending->size());
        // Pieces never lie in two epochs at once, so what waits is in this one if any is.
        const bool waits_here = ledger->participation_waits && !waiting->empty();
        given_up.answers += waits_here ? ledger->waiting_answers() : 0;
        given_up.pieces += static_cast<std::int64_t>(waiting->size());
        if (const Result<void> left = leave(restored, round, *epochs, epoch); !left) {
            return base::fail(left.error());
        }
    }
    if (given_up.answers == 0) {
        return given_up;
    }
    const Result<void> recorded = add_answers_lost(restored.store, round.id, given_up.answers);
    return recorded ? Result<GivenUp>(given_up) : base::fail(recorded.error());
}

}  // namespace

Result<GivenUp> give_up_epochs(const RestoredStore& restored, const RestoredKeys& keys) {
    const Result<std::vector<domain::Round>> rounds = restored.store.rounds();
    const Result<std::vector<EpochRow>> epochs = restored.store.epochs();
    if (const auto error = first_error(rounds, epochs)) {
        return base::fail(*error);
    }
    GivenUp all;
    for (const domain::Round& round : *rounds) {
        std::vector<EpochRow> lost = without_key(*epochs, keys.epochs);
        std::erase_if(lost, [&](const EpochRow& epoch) { return epoch.round != round.id; });
        if (lost.empty()) {
            continue;
        }
        const Result<GivenUp> given_up = give_up_round(restored, round, lost);
        if (!given_up) {
            return given_up;
        }
        all.answers += given_up->answers;
        all.pieces += given_up->pieces;
    }
    return all;
}

}  // namespace lyhord::operations
