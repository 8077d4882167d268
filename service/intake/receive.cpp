#include "intake/receive.h"

#include <algorithm>

#include "base/log/log.h"
#include "intake/fragmenting.h"
#include "intake/withdrawal.h"

namespace lyhord::intake {
namespace {

Refusal refusal(base::Fault fault, base::Literal message) {
    return {.error = base::Error(fault, message), .problems = {}};
}

Refusal refusal(const base::Error& error) { return {.error = error, .problems = {}}; }

void refuse(Receiving& done, Refusal refusal) {
    done(std::expected<Receipt, Refusal>(std::unexpected(std::move(refusal))));
}

base::Digest replay_mac(const domain::SubmissionKey& key,
                        const base::Id& round,
                        base::Bytes canonical) {
    canonical.insert(canonical.begin(), round.begin(), round.end());
    const base::Digest mac = base::crypto::hmac_sha256(key, canonical);
    base::wipe(canonical);
    return mac;
}

// base32 of the first 80 bits of SHA-256("receipt" || key).
std::string receipt_of(const domain::SubmissionKey& key) {
    const base::Digest digest = base::crypto::sha256("receipt", key);
    return base::base32(base::ByteView(digest).first(10));
}

// How many of the answer's texts go on without their words.
std::uint64_t texts_withheld_of(const domain::FrozenRound& round,
                                const std::vector<domain::Fragment>& fragments) {
    return static_cast<std::uint64_t>(
        std::ranges::count_if(fragments, [&](const domain::Fragment& fragment) {
            return round.plan.questions[fragment.question].is_text && !fragment.text;
        }));
}

}  // namespace

// What is needed to seal the same answer again, if its epoch closes on the way to the store. Lives
// in memory only, until the store has answered.
struct Receiver::InFlight {
    store::FrozenRoundPtr round;
    base::Bytes record;  // encoded fragments
    std::uint64_t texts_withheld = 0;
    base::Digest replay_id{};
    base::Digest replay_mac{};
    // Why the round takes no new answer now; nothing is stored then, but who sends an answer again
    // that is here already gets its receipt.
    std::optional<Refusal> refusal_of_new;
    Receipt receipt;
    Receiving done;
    int tries_left = 3;

    ~InFlight() { base::wipe(record); }
};

void Receiver::receive(ReceiveRequest request, Receiving done) {
    take(std::move(request), Receiving([this, done = std::move(done)](Received outcome) mutable {
             count(outcome);
             done(std::move(outcome));
         }));
}

void Receiver::count(const Received& outcome) {
    const bool is_decided =
        outcome && (*outcome || outcome->error().error.fault() != base::Fault::unavailable);
    if (!is_decided) {
        ++unavailable_;
    } else if (!*outcome) {
        ++refused_;
    } else {
        ++((*outcome)->replayed ? replayed_ : stored_);
    }
}

IntakeCounts Receiver::counts() const {
    return {.stored = stored_,
            .replayed = replayed_,
            .refused = refused_,
            .unavailable = unavailable_,
            .texts_withheld = texts_withheld_};
}

void Receiver::take(ReceiveRequest request, Receiving done) {
    const store::FrozenRoundPtr round = this->round(request.slug);
    if (round == nullptr) {
        refuse(done, refusal(base::Fault::not_found, "there is no such dialogue"));
        return;
    }
    std::optional<Refusal> refused_as_new = refusal_of(round->round, request);
    if (refused_as_new && round->round.state == domain::RoundState::settled) {
        refuse(done, std::move(*refused_as_new));  // what could be replayed is deleted
        return;
    }
    auto checked = DraftCheck::check(*round, std::move(request.draft));
    if (!checked && refused_as_new) {
        refuse(done, std::move(*refused_as_new));
        return;
    }
    if (!checked) {
        Refusal refused = refusal(base::Fault::invalid, "the answers do not fit the questions");
        refused.problems = std::move(checked.error());
        refuse(done, std::move(refused));
        return;
    }
    if (!request.takes_new && !refused_as_new) {
        refused_as_new = refusal(base::Fault::too_many, "too many answers from one address");
    }
    auto flight = std::make_shared<InFlight>();
    flight->round = round;
    flight->replay_id = base::crypto::sha256("key", request.key);
    flight->replay_mac = replay_mac(request.key, round->round.id, std::move(checked->canonical));
    flight->receipt.code = receipt_of(request.key);
    flight->refusal_of_new = std::move(refused_as_new);
    if (!flight->refusal_of_new) {
        const std::vector<domain::Fragment> fragments =
            to_fragments({*round, parts_.redactor, *coders_.of(*round), flight->receipt.code},
                         std::move(*checked));
        flight->texts_withheld = texts_withheld_of(*round, fragments);
        flight->record = domain::Fragments::encode(fragments);
    }
    flight->done = std::move(done);
    submit(std::move(flight));
}

void Receiver::submit(std::shared_ptr<InFlight> flight) {
    const base::Id& round = flight->round->round.id;
    const std::optional<store::EpochRow> epoch = parts_.rounds.open_epoch(round);
    if (!epoch) {
        refuse(flight->done, refusal(base::Fault::gone, "the round is closed"));
        return;
    }
    const bool only_replay = flight->refusal_of_new.has_value();
    store::NewSubmission submission{
        .round = round,
        .epoch = epoch->number,
        .sealed = only_replay
                      ? domain::SealedAnswer()
                      : parts_.sealer.seal({round, epoch->number, epoch->key}, flight->record),
        .replay_id = flight->replay_id,
        .replay_mac = flight->replay_mac,
        .only_replay = only_replay};
    parts_.store.submit(
        std::move(submission),
        base::Completion<store::SubmitOutcome>(
            [this, flight](const base::Result<store::SubmitOutcome>& outcome) mutable {
                finish(std::move(flight), outcome);
            }));
}

void Receiver::finish(std::shared_ptr<InFlight> flight,
                      const base::Result<store::SubmitOutcome>& outcome) {
    if (!outcome) {
        refuse(flight->done, refusal(outcome.error()));
        return;
    }
    switch (*outcome) {
        case store::SubmitOutcome::stored:
            texts_withheld_ += flight->texts_withheld;
            flight->done(std::move(flight->receipt));
            return;
        case store::SubmitOutcome::replayed:
            flight->receipt.replayed = true;
            flight->done(std::move(flight->receipt));
            return;
        case store::SubmitOutcome::conflict:
            refuse(flight->done,
                   refusal(base::Fault::conflict,
                           "this key was used for another answer: make a new one"));
            return;
        case store::SubmitOutcome::settled:
            refuse(flight->done,
                   flight->refusal_of_new ? std::move(*flight->refusal_of_new)
                                          : refusal(base::Fault::gone, "the round is closed"));
            return;
        case store::SubmitOutcome::epoch_closed:
            retry(std::move(flight));
            return;
    }
}

// A tick closed the epoch between sealing and storing: seal to the next one, which whoever ticks
// may not have had the time to tell.
void Receiver::retry(std::shared_ptr<InFlight> flight) {
    if (flight->tries_left-- == 0 || !parts_.rounds.refresh()) {
        refuse(flight->done,
               refusal(base::Fault::unavailable, "the answer could not be stored; try again"));
        return;
    }
    submit(std::move(flight));
}

std::optional<Refusal> Receiver::refusal_of(const domain::Round& round,
                                            const ReceiveRequest& request) const {
    switch (phase(round)) {
        case domain::Phase::unopened:
            return refusal(base::Fault::not_found, "the dialogue has not opened yet");
        case domain::Phase::open:
            if (!request.was_queued || parts_.form_tokens.verify(round, request.form_token)) {
                return std::nullopt;
            }
            return refusal(base::Fault::gone, "the answer is to another round");
        case domain::Phase::closed:
            break;
    }
    // Late answers: written on a form handed out while the round was open.
    if (takes_late_answers(round) && parts_.form_tokens.verify(round, request.form_token)) {
        return std::nullopt;
    }
    return refusal(base::Fault::gone, "the round is closed");
}

store::FrozenRoundPtr Receiver::round(std::string_view slug) const {
    return parts_.rounds.current(slug);
}

store::FrozenRoundPtr Receiver::settled_round(std::string_view slug) const {
    store::FrozenRoundPtr newest;
    for (store::FrozenRoundPtr& frozen : parts_.rounds.all()) {  // by slug, number
        if (frozen->round.slug == slug && frozen->round.state == domain::RoundState::settled) {
            newest = std::move(frozen);
        }
    }
    return newest;
}

std::vector<store::FrozenRoundPtr> Receiver::open_rounds() const {
    std::vector<store::FrozenRoundPtr> open = parts_.rounds.all();
    std::erase_if(open, [this](const auto& frozen) { return !takes_answers(frozen->round); });
    return open;
}

domain::Phase Receiver::phase(const domain::Round& round) const {
    return round.phase(parts_.clock.now());
}

bool Receiver::takes_answers(const domain::Round& round) const {
    return phase(round) == domain::Phase::open;
}

bool Receiver::takes_late_answers(const domain::Round& round) const {
    const std::optional<base::Instant> settles = round.settles();
    return phase(round) == domain::Phase::closed && round.state != domain::RoundState::settled &&
           settles && parts_.clock.now() < *settles;
}

std::string Receiver::form_token(const domain::Round& round) const {
    return parts_.form_tokens.issue(round, parts_.clock.today());
}

}  // namespace lyhord::intake
