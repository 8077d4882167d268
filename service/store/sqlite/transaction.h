// Owns Transaction: what one job may touch while it runs, and what it adds up on the way.
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "domain/round.h"
#include "store/sqlite/connection.h"
#include "store/tallies.h"

namespace lyhord::store::sqlite {

// What decides about an answer to a round that is sealed to an epoch.
struct Admission {
    base::Id round{};
    std::int64_t epoch = 0;
    domain::RoundState state = domain::RoundState::draft;
    bool settling = false;  // its last tick has begun
    bool epoch_open = false;
};

class Arrivals;

struct Transaction {
    explicit Transaction(Connection& writer) : connection(writer) {}

    Connection& connection;
    Tallies tallies;
    std::map<base::Id, std::int64_t> acknowledged;  // answers stored, a round
    // As last read, while only answers have run since: they do not change it.
    std::optional<Admission> admission;
    // Of the writer's groups only: where answers go, and whether one may that is not here yet.
    Arrivals* arrivals = nullptr;
    bool takes_new_answers = true;

    // Takes over what a job added up, once it has succeeded.
    void merge(const Transaction& job);
    // Writes what was added up: once a transaction, however many jobs it holds.
    base::Result<void> flush();
};

// Runs `work` in a transaction of its own; nothing of it stays if it fails.
base::Result<void> transact(Connection& connection,
                            const std::function<base::Result<void>(Transaction&)>& work);

// Asks for the file to be rewritten after the transaction, so that a deleted text leaves no
// remnant.
base::Result<void> ask_for_rewrite(Connection& connection);
base::Result<bool> rewrite_is_due(Connection& connection);
// VACUUM, an empty log, and the request is done with. unavailable: a reader stood in the way longer
// than `patience`, or the disk is full; the request stays.
base::Result<void> rewrite(Connection& connection, std::chrono::milliseconds patience);

}  // namespace lyhord::store::sqlite
