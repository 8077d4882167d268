// Owns what was damaged on its way to its table and could be put into none: it lies apart, in
// `damaged_arrivals`, until its round is settled. It may hold a sealed answer beside its replay
// key, which stand apart everywhere else.
#pragma once

#include "store/sqlite/arrivals.h"

namespace lyhord::store::sqlite {

// Also what is about to be put there.
base::Result<std::vector<DamagedArrival>> damaged_arrivals_of(Connection& connection);

// Removes what is of this round, and what cannot be told to be of another one that is not settled.
base::Result<void> remove_damaged_of(Connection& connection, const base::Id& round);

}  // namespace lyhord::store::sqlite
