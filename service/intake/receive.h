// Owns Receiver: from a Draft to a stored, sealed answer and its receipt. Replay-safe: the same key
// with the same draft gives the same receipt, whatever the network did in between.
#pragma once

#include <atomic>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/redactor.h"
#include "base/clock.h"
#include "base/completion.h"
#include "domain/draft.h"
#include "domain/sealer.h"
#include "intake/draft_check.h"
#include "intake/form_token.h"
#include "store/frozen_rounds.h"
#include "themes/round_coders.h"

namespace lyhord::intake {

struct Receipt {
    std::string code;       // 16 characters, base32
    bool replayed = false;  // it was here already
};

struct Refusal {
    base::Error error;  // conflict, gone, invalid, not_found, too_many, unavailable
    std::vector<DraftProblem> problems;  // of an invalid draft
};

struct ReceiveRequest {
    std::string slug;
    domain::SubmissionKey key{};
    domain::Draft draft;
    std::string form_token;  // may be empty while the round is open
    // It waited on a device: only with the token of a form of this very round, also while the round
    // is open, or an answer to one round could be counted in the next.
    bool was_queued = false;
    // False: too many came from where it comes from. Who sends an answer again that is here already
    // gets its receipt; a new one is refused as `too_many`, and nothing of it is sealed.
    bool takes_new = true;
};

// What a Receiving is told: the store's failure, or what was decided about the answer.
using Received = base::Result<std::expected<Receipt, Refusal>>;

// Its refusal is the caller's to tell; dropped, it tells `unavailable`.
using Receiving = base::Completion<std::expected<Receipt, Refusal>>;

struct ReceiverParts {
    store::Store& store;
    store::FrozenRounds& rounds;
    const anonymize::Redactor& redactor;
    domain::Sealer& sealer;
    const base::Clock& clock;
    FormTokens& form_tokens;
};

// What became of the answers that were sent, since the start.
struct IntakeCounts {
    std::uint64_t stored = 0;
    std::uint64_t replayed = 0;        // acknowledged again
    std::uint64_t refused = 0;         // invalid, too late, or a key used twice
    std::uint64_t unavailable = 0;     // told to try again
    std::uint64_t texts_withheld = 0;  // of those stored: could not be redacted
};

// Thread-safe.
class Receiver {
public:
    explicit Receiver(ReceiverParts parts) : parts_(parts) {}

    // Validates, redacts, codes and seals in memory, then queues; `done` is called when the
    // transaction is durable, on the store's thread.
    void receive(ReceiveRequest request, Receiving done);

    // False while the disk is full or cannot be written: an answer would be told to come back.
    bool takes_any() const { return parts_.store.health().takes_answers(); }
    IntakeCounts counts() const;

    // The newest round of a dialogue that residents may know of; null if there is none.
    store::FrozenRoundPtr round(std::string_view slug) const;
    // The newest settled round of a dialogue; null if there is none.
    store::FrozenRoundPtr settled_round(std::string_view slug) const;
    // Rounds that take answers now, by slug.
    std::vector<store::FrozenRoundPtr> open_rounds() const;
    domain::Phase phase(const domain::Round& round) const;
    bool takes_answers(const domain::Round& round) const;
    // After closing, until the round may settle: of forms that were handed out in time.
    bool takes_late_answers(const domain::Round& round) const;
    // As carried by a form of this round (`form` of static/openapi.json).
    std::string form_token(const domain::Round& round) const;

private:
    struct InFlight;
    void take(ReceiveRequest request, Receiving done);
    void count(const Received& outcome);
    // Nothing if the round takes it.
    std::optional<Refusal> refusal_of(const domain::Round& round,
                                      const ReceiveRequest& request) const;
    void submit(std::shared_ptr<InFlight> flight);
    void finish(std::shared_ptr<InFlight> flight,
                const base::Result<store::SubmitOutcome>& outcome);
    void retry(std::shared_ptr<InFlight> flight);

    ReceiverParts parts_;
    themes::RoundCoders coders_;
    std::atomic<std::uint64_t> stored_ = 0;
    std::atomic<std::uint64_t> replayed_ = 0;
    std::atomic<std::uint64_t> refused_ = 0;
    std::atomic<std::uint64_t> unavailable_ = 0;
    std::atomic<std::uint64_t> texts_withheld_ = 0;
};

}  // namespace lyhord::intake
