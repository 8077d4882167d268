// Owns Withdrawal: who holds a receipt can withdraw the texts of that answer; nobody else can find
// them, and the answer to a withdrawal does not tell whether anything was found.
#pragma once

#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "domain/fragment.h"
#include "store/frozen_rounds.h"
#include "store/withdrawn_list.h"

namespace lyhord::intake {

// SHA-256("withdraw" || receipt || round || question id).
base::Digest withdrawal_id(std::string_view receipt,
                           const base::Id& round,
                           std::string_view question_id);

// Upper case, without spaces and hyphens; nothing if it cannot be a receipt.
std::optional<std::string> normalized_receipt(std::string_view receipt);

class Withdrawal {
public:
    Withdrawal(store::Store& store, store::FrozenRounds& rounds, store::WithdrawnList& list)
        : store_(store), rounds_(rounds), list_(list) {}

    // Tries the text questions of all rounds whose texts are not disposed of.
    // Whoever calls limits how often: ids of receipts that nobody holds take room in the list too.
    // unavailable: not stored, try again.
    base::Result<void> withdraw(std::string_view receipt);

private:
    store::Store& store_;
    store::FrozenRounds& rounds_;
    store::WithdrawnList& list_;
};

}  // namespace lyhord::intake
