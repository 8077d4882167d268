#include "rounds/ticker.h"

#include <algorithm>
#include <chrono>

#include "base/log/log.h"
#include "rounds/queue_keys.h"
#include "rounds/review_key.h"
#include "rounds/tick_work.h"

namespace lyhord::rounds {
namespace {

using base::Result;
using store::EpochRow;

// Opens every record and piece of a closed epoch. corrupt: one of them cannot be opened, although
// its key is here.
Result<std::vector<domain::Fragment>> open_all(const EpochRow& epoch,
                                               const base::crypto::KeyPair& key,
                                               const std::vector<domain::SealedAnswer>& sealed) {
    domain::Opener opener(key);
    std::vector<domain::Fragment> fragments;
    for (const domain::SealedAnswer& record : sealed) {
        std::optional<base::Bytes> plain = opener.open(epoch.round, epoch.number, record);
        auto decoded = plain ? domain::Fragments::decode(*plain) : std::nullopt;
        if (!decoded) {
            return base::fail(base::Fault::corrupt,
                              "a sealed answer cannot be opened: run 'lyhord check'");
        }
        base::wipe(*plain);
        for (domain::Fragment& fragment : *decoded) {
            fragments.push_back(std::move(fragment));
        }
    }
    return fragments;
}

// The newest epoch of the same round: what still waits is sealed to it.
std::optional<EpochRow> newest_after(const std::vector<EpochRow>& epochs, const EpochRow& closed) {
    std::optional<EpochRow> newest;
    for (const EpochRow& epoch : epochs) {
        const bool later = epoch.round == closed.round && epoch.number > closed.number;
        if (later && (!newest || epoch.number > newest->number)) {
            newest = epoch;
        }
    }
    return newest;
}

// How many answers came is told once a day, at a tick.
void tell_received(domain::Round& round,
                   const std::vector<store::RoundTally>& tallies,
                   base::Day today) {
    for (const store::RoundTally& tally : tallies) {
        if (tally.round == round.id) {
            round.told = tally.acknowledged;
            round.told_day = today;
        }
    }
}

}  // namespace

Result<void> Ticker::begin(const base::Id& round) {
    const std::lock_guard lock(mutex_);
    return begin_first_epoch(round);
}

Result<void> Ticker::begin_first_epoch(const base::Id& round) {
    const Result<base::crypto::PublicKey> key =
        parts_.keys.create_epoch_key({.round = round, .number = 1});
    if (!key) {
        return base::fail(key.error());
    }
    EpochRow first;
    first.round = round;
    first.key = *key;
    if (const Result<void> made = parts_.keys.create_queue_key(round); !made) {
        return made;
    }
    if (const Result<void> added = parts_.store.advance_epoch(nullptr, first); !added) {
        return added;
    }
    return parts_.rounds.refresh();
}

Result<void> Ticker::tick(const base::Id& round, domain::TickPurpose purpose) {
    const std::lock_guard lock(mutex_);
    const bool was_settled = is_settled(round);
    // A tick that failed half-way (a full disk) is finished first: nothing may be left behind.
    if (const Result<void> finished =
            finish_begun([&](const EpochRow& epoch) { return epoch.round == round; });
        !finished) {
        return finished;
    }
    if (!was_settled && is_settled(round)) {
        return {};  // that one was the last tick of the round
    }
    std::optional<EpochRow> closing = parts_.rounds.open_epoch(round);
    if (!closing) {
        return base::fail(base::Fault::conflict, "the round has no open epoch");
    }
    closing->purpose = purpose;
    if (const Result<void> moved = move_on(*closing); !moved) {
        return moved;
    }
    return finish(*closing);
}

Result<void> Ticker::move_on(EpochRow& closing) {
    closing.tick_day = parts_.clock.today();
    closing.open = false;
    EpochRow next;
    next.round = closing.round;
    next.number = closing.number + 1;
    const auto key = parts_.keys.create_epoch_key({.round = next.round, .number = next.number});
    if (!key) {
        return base::fail(key.error());
    }
    next.key = *key;
    if (const Result<void> moved = parts_.store.advance_epoch(&closing, next); !moved) {
        return moved;
    }
    return parts_.rounds.refresh();
}

Result<std::vector<domain::SealedAnswer>> Ticker::sealed_to(const EpochRow& epoch) const {
    auto sealed = parts_.store.pending(epoch.round, epoch.number);
    auto waiting = parts_.store.waiting(epoch.round, epoch.number);
    if (!sealed || !waiting) {
        return base::fail(!sealed ? sealed.error() : waiting.error());
    }
    for (store::WaitingPiece& piece : *waiting) {
        sealed->push_back(std::move(piece.sealed));
    }
    return sealed;
}

TickStatistics Ticker::statistics() const {
    const std::lock_guard lock(statistics_mutex_);
    return statistics_;
}

Result<void> Ticker::finish(const EpochRow& closed) {
    const auto begun = std::chrono::steady_clock::now();
    Result<void> finished = work_off(closed);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    const std::lock_guard lock(statistics_mutex_);
    if (!finished) {
        ++statistics_.failed;
        return finished;
    }
    const auto* const seconds_class = std::ranges::lower_bound(tick_seconds_classes, took.count());
    const auto index = static_cast<std::size_t>(seconds_class - tick_seconds_classes.begin());
    ++statistics_.finished;
    ++statistics_.finished_by_seconds[index];
    statistics_.seconds += took.count();
    statistics_.last = parts_.clock.now();
    return finished;
}

Result<void> Ticker::work_off(const EpochRow& closed) {
    const store::FrozenRoundPtr round = parts_.rounds.find(closed.round);
    const auto sealed = sealed_to(closed);
    const auto withdrawals = parts_.store.withdrawals(closed.round);
    const auto epochs = parts_.store.epochs();
    if (round == nullptr || !sealed || !withdrawals || !epochs) {
        return base::fail(base::Fault::io, "a round could not be read for its tick");
    }
    const std::optional<EpochRow> next = newest_after(*epochs, closed);
    if (!next) {
        return base::fail(base::Fault::corrupt,
                          "a closed epoch has no next one: run 'lyhord check'");
    }
    const auto key = parts_.keys.epoch_key({.round = closed.round, .number = closed.number});
    if (!key && !sealed->empty()) {
        return base::fail(key.error());
    }
    if (!key) {
        return discard(closed);  // drained, and its key is destroyed already
    }
    const auto review = review_key_of(parts_.store, parts_.keys, *round, closed.purpose);
    const auto tallies = parts_.store.tallies();
    if (!review || !tallies) {
        return base::fail(!review ? review.error() : tallies.error());
    }
    Result<std::vector<domain::Fragment>> fragments = open_all(closed, *key, *sealed);
    if (!fragments) {
        return base::fail(fragments.error());
    }
    const TickContext context{.round = *round,
                              .purpose = closed.purpose,
                              .day = closed.tick_day,
                              .next = {closed.round, next->number, next->key},
                              .review = {closed.round, domain::review_epoch, *review},
                              .sealer = parts_.sealer,
                              .random = parts_.random};
    Result<store::TickCommit> commit =
        work_out(context, std::move(*fragments), {withdrawals->begin(), withdrawals->end()});
    if (!commit) {
        return base::fail(commit.error());
    }
    commit->epoch = closed.number;
    commit->review_key = *review;
    tell_received(commit->round_after, *tallies, closed.tick_day);
    const Result<void> committed = commit_once(closed, *commit);
    if (!committed) {
        return committed;
    }
    if (const Result<void> gone = discard(closed); !gone) {
        return gone;
    }
    return closed.purpose == domain::TickPurpose::settle ? discard_last(*next) : Result<void>();
}

// Nothing was ever sealed to the epoch after the last one; what devices hold comes too late.
Result<void> Ticker::discard_last(const EpochRow& epoch) {
    const Result<void> gone = discard(epoch);
    return gone ? parts_.keys.destroy_queue_key(epoch.round) : gone;
}

// A conflict is no failure if this very tick was committed before. Any other conflict leaves the
// records where they are, and so their key must live.
Result<void> Ticker::commit_once(const EpochRow& closed, const store::TickCommit& commit) {
    Result<void> committed = parts_.store.commit_tick(commit);
    if (committed || committed.error().fault() != base::Fault::conflict) {
        return committed;
    }
    const auto epochs = parts_.store.epochs();
    if (!epochs) {
        return base::fail(epochs.error());
    }
    const bool holds_records = std::ranges::any_of(*epochs, [&](const EpochRow& epoch) {
        return epoch.round == closed.round && epoch.number == closed.number && !epoch.drained;
    });
    return holds_records ? committed : Result<void>();
}

Result<void> Ticker::discard(const EpochRow& epoch) {
    const Result<void> destroyed =
        parts_.keys.destroy_epoch_key({.round = epoch.round, .number = epoch.number});
    if (!destroyed) {
        return destroyed;
    }
    if (const Result<void> gone = parts_.store.forget_epoch(epoch.round, epoch.number); !gone) {
        return gone;
    }
    return parts_.rounds.refresh();
}

Result<void> Ticker::finish_begun(const std::function<bool(const EpochRow&)>& chosen) {
    Result<std::vector<EpochRow>> epochs = parts_.store.epochs();
    if (!epochs) {
        return base::fail(epochs.error());
    }
    // The number of the next batch must be the stored one, not one that an earlier failure left.
    if (const Result<void> seen = parts_.rounds.refresh(); !seen) {
        return seen;
    }
    std::ranges::sort(*epochs, {}, &EpochRow::number);
    Result<void> outcome;
    for (const EpochRow& epoch : *epochs) {
        if (epoch.open || !chosen(epoch)) {
            continue;
        }
        // One round's trouble must not stop the others.
        if (const Result<void> finished = finish(epoch); !finished && outcome) {
            outcome = finished;
        }
    }
    return outcome;
}

Result<void> Ticker::finish_all() {
    return finish_begun([](const EpochRow&) { return true; });
}

Result<void> Ticker::recover() {
    const std::lock_guard lock(mutex_);
    const Result<void> replaced = leave_lost_epochs();
    const Result<void> finished = finish_all();
    const Result<void> tidied = tidy();
    return !replaced ? replaced : !finished ? finished : tidied;
}

Result<void> Ticker::start() {
    const std::lock_guard lock(mutex_);
    if (const Result<void> replaced = leave_lost_epochs(); !replaced) {
        return replaced;
    }
    if (const Result<void> finished = finish_all(); !finished) {
        base::log::error(finished.error());
        base::log::warning(
            "a tick that was begun could not be finished: its round takes answers, but counts none "
            "until it can");
    }
    // Not excused: which rounds there are must be known, and each must have a key to seal to.
    if (const Result<void> seen = parts_.rounds.refresh(); !seen) {
        return seen;
    }
    return tidy();
}

Result<void> Ticker::tidy() {
    const Result<void> clean = destroy_orphaned_keys();
    const Result<void> begun = begin_missing_epochs();
    const Result<void> queues = tidy_queue_keys(parts_.rounds, parts_.keys);
    return !clean ? clean : !begun ? begun : queues;
}

// A snapshot of the files leaves keys/ out, and a file can be lost: nothing more may be sealed to
// an epoch that nobody can open. What it holds stays, since its key may come back.
Result<void> Ticker::leave_lost_epochs() {
    Result<std::vector<EpochRow>> epochs = parts_.store.epochs();
    if (!epochs) {
        return base::fail(epochs.error());
    }
    for (EpochRow& epoch : *epochs) {
        if (!epoch.open) {
            continue;
        }
        const auto key = parts_.keys.epoch_key({.round = epoch.round, .number = epoch.number});
        if (key && key->public_key == epoch.key) {
            continue;
        }
        if (!key && key.error().fault() == base::Fault::io) {
            return base::fail(key.error());  // it may be there
        }
        if (const Result<void> told = tell_lost(epoch); !told) {
            return told;
        }
        epoch.purpose = domain::TickPurpose::reseal;
        if (const Result<void> moved = move_on(epoch); !moved) {
            return moved;
        }
    }
    return {};
}

Result<void> Ticker::tell_lost(const EpochRow& epoch) {
    const auto pending = parts_.store.pending(epoch.round, epoch.number);
    const auto waiting = parts_.store.waiting(epoch.round, epoch.number);
    if (!pending || !waiting) {
        return base::fail(!pending ? pending.error() : waiting.error());
    }
    base::log::error(
        base::Error(base::Fault::corrupt,
                    "the key of an epoch is gone, or another one; what is sealed to it waits, "
                    "unreadable, until "
                    "its file is back in keys/ or a backup is restored; new answers get a new key",
                    {.number = static_cast<std::int64_t>(pending->size() + waiting->size()),
                     .pointer = {},
                     .subject = {}}));
    return {};
}

// Keys made for an epoch that was never committed.
Result<void> Ticker::destroy_orphaned_keys() {
    if (const Result<void> gone = parts_.keys.destroy_unfinished(); !gone) {
        return gone;
    }
    const auto files = parts_.keys.epoch_keys();
    const auto epochs = parts_.store.epochs();
    if (!files || !epochs) {
        return base::fail(!files ? files.error() : epochs.error());
    }
    for (const store::EpochKeyName& name : *files) {
        const bool known = std::ranges::any_of(*epochs, [&](const EpochRow& epoch) {
            return epoch.round == name.round && epoch.number == name.number;
        });
        if (known) {
            continue;
        }
        if (const Result<void> gone = parts_.keys.destroy_epoch_key(name); !gone) {
            return gone;
        }
    }
    return {};
}

Result<void> Ticker::begin_missing_epochs() {
    for (const store::FrozenRoundPtr& round : parts_.rounds.all()) {
        const base::Id& id = round->round.id;
        if (is_settled(id) || parts_.rounds.open_epoch(id)) {
            continue;
        }
        if (const Result<void> begun = begin_first_epoch(id); !begun) {
            return begun;
        }
    }
    return {};
}

bool Ticker::is_settled(const base::Id& round) const {
    const store::FrozenRoundPtr found = parts_.rounds.find(round);
    return found != nullptr && found->round.state == domain::RoundState::settled;
}

}  // namespace lyhord::rounds
