// Owns Ticker: the only code that opens sealed answers. A tick moves a round to a new epoch, opens
// what the old one sealed, counts what may be counted, seals the rest again and destroys the old
// key.
//
//   1. make the next private key, durably
//   2. commit: old epoch closed (with this tick's purpose), next one open
//   3. open, decide, count, re-seal in memory; commit all of it at once
//   4. destroy the old private key; forget the epoch
//
// A crash anywhere leaves a closed epoch, which start() or recover() finishes as the same tick.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>

#include "base/clock.h"
#include "base/random.h"
#include "domain/sealer.h"
#include "store/frozen_rounds.h"
#include "store/keys/key_files.h"

namespace lyhord::rounds {

struct TickerParts {
    store::Store& store;
    store::FrozenRounds& rounds;
    store::KeyFiles& keys;
    domain::Sealer& sealer;
    base::Random& random;
    const base::Clock& clock;
};

// The seconds up to which the ticks that were finished are counted; the last count is all longer.
inline constexpr std::array<double, 5> tick_seconds_classes{0.1, 1, 10, 60, 600};

// Since the start.
struct TickStatistics {
    std::uint64_t finished = 0;
    std::uint64_t failed = 0;  // each try
    double seconds = 0;        // that the finished ones took
    std::array<std::uint64_t, tick_seconds_classes.size() + 1> finished_by_seconds = {};
    std::optional<base::Instant> last = {};  // the end of the last one that was finished
};

// Thread-safe: one tick at a time.
class Ticker {
public:
    explicit Ticker(TickerParts parts) : parts_(parts) {}

    // First finishes what an earlier tick of the round left undone; if that settles the round, this
    // tick is done too. conflict: the round has no open epoch (settled, or never opened).
    base::Result<void> tick(const base::Id& round, domain::TickPurpose purpose);

    // After any failure: closes epochs whose key is lost, finishes ticks that were begun, destroys
    // keys that seal nothing, and gives rounds that were left without an epoch their first one.
    // Harmless to repeat. An error of one round does not keep it from the others.
    base::Result<void> recover();

    // recover() at start. A tick that cannot be finished (one record of it cannot be opened, the
    // disk is full) is logged and keeps nobody from answering: its records, its epoch and its key
    // stay as they are, and its round ticks no more until it can be finished.
    base::Result<void> start();

    TickStatistics statistics() const;

    // The first epoch of a round that was just added.
    base::Result<void> begin(const base::Id& round);

private:
    base::Result<void> finish_begun(const std::function<bool(const store::EpochRow&)>& chosen);
    base::Result<void> finish(const store::EpochRow& closed);
    // The pending answers of an epoch, and the pieces that wait from earlier ones.
    base::Result<std::vector<domain::SealedAnswer>> sealed_to(const store::EpochRow& epoch) const;
    base::Result<void> work_off(const store::EpochRow& closed);
    // Closes the open epoch with its purpose, today, and opens the next one.
    base::Result<void> move_on(store::EpochRow& closing);
    base::Result<void> commit_once(const store::EpochRow& closed, const store::TickCommit& commit);
    base::Result<void> discard(const store::EpochRow& epoch);
    base::Result<void> discard_last(const store::EpochRow& epoch);
    base::Result<void> finish_all();
    base::Result<void> tidy();
    base::Result<void> leave_lost_epochs();
    base::Result<void> tell_lost(const store::EpochRow& epoch);
    base::Result<void> destroy_orphaned_keys();
    base::Result<void> begin_missing_epochs();
    base::Result<void> begin_first_epoch(const base::Id& round);
    bool is_settled(const base::Id& round) const;

    TickerParts parts_;
    std::mutex mutex_;
    mutable std::mutex statistics_mutex_;
    TickStatistics statistics_;
};

}  // namespace lyhord::rounds
