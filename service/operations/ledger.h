// Owns the books of one round: what became of every acknowledged answer, and whether the released
// counters agree with themselves.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/release_plan.h"
#include "store/store.h"

namespace lyhord::operations {

struct QuestionLedger {
    std::string id;
    std::int64_t base = 0;       // fragments admitted
    std::int64_t withheld = 0;   // fragments left out at settlement
    std::int64_t withdrawn = 0;  // texts withdrawn before they were counted
};

struct RoundLedger {
    std::string slug;
    std::int64_t number = 0;
    domain::RoundState state = domain::RoundState::draft;
    std::int64_t acknowledged = 0;
    std::int64_t admitted = 0;  // the base of `deltagande`
    std::int64_t withheld = 0;  // of `deltagande`
    std::int64_t pending = 0;   // sealed answers that no tick has opened
    std::int64_t lost = 0;      // given up by a restore without keys, or damaged
    std::int64_t waiting_pieces = 0;
    bool participation_waits = false;  // some of the pieces hold fragments of `deltagande`
    std::int64_t comments = 0;
    std::int64_t comments_pending = 0;
    std::vector<QuestionLedger> questions;  // of the release plan, `deltagande` last
    std::vector<std::string> problems;      // without the round's name

    // Answers whose `deltagande` waits in a sealed piece: how many cannot be counted without
    // opening it, but it must be the rest.
    std::int64_t waiting_answers() const {
        return acknowledged - admitted - withheld - pending - lost;
    }
};

// Reads everything about the round but its tally, which is among `tallies`; a tick of it meanwhile
// makes the numbers contradict each other, a submission does not. corrupt: its frozen documents
// cannot be read.
base::Result<RoundLedger> read_ledger(store::Store& store,
                                      const std::vector<store::RoundTally>& tallies,
                                      const domain::Round& round);

}  // namespace lyhord::operations
