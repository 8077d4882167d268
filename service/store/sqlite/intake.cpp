#include "store/queries.h"
#include "store/row_mark.h"
#include "store/sqlite/engine.h"

namespace lyhord::store::sqlite {
namespace {

using base::Fault;
using base::Result;

// What is computed before the answer waits for the writer, which has no time for it.
struct Prepared {
    NewSubmission submission;
    SealedPlace place;
    std::uint64_t pending_mark = 0;
    std::uint64_t replay_mark = 0;
};

Prepared prepare(NewSubmission submission) {
    Prepared prepared;
    if (!submission.only_replay) {
        prepared.place = {.round = submission.round,
                          .epoch = submission.epoch,
                          .record_id = submission.sealed.record_id()};
        prepared.pending_mark = mark_of_pending(prepared.place, submission.sealed);
        prepared.replay_mark =
            mark_of_replay(submission.round, submission.replay_id, submission.replay_mac);
    }
    prepared.submission = std::move(submission);
    return prepared;
}

Result<Admission> read_admission(Connection& connection, const NewSubmission& submission) {
    const auto found =
        connection.one(queries::select_admission,
                       {submission.round, submission.epoch, domain::TickPurpose::settle},
                       [&submission](Row& row) {
                           return Admission{.round = submission.round,
                                            .epoch = submission.epoch,
                                            .state = row.one_of(0, domain::RoundState::settled),
                                            .settling = row.integer(1) > 0,
                                            .epoch_open = row.integer(2) > 0};
                       });
    if (!found) {
        return base::fail(found.error());
    }
    if (!*found) {
        return base::fail(Fault::not_found, "there is no such round");
    }
    return **found;
}

// Most answers of a group are to one round.
Result<Admission> admission_of(Transaction& transaction, const NewSubmission& submission) {
    std::optional<Admission>& last = transaction.admission;
    if (last && last->round == submission.round && last->epoch == submission.epoch) {
        return *last;
    }
    Result<Admission> found = read_admission(transaction.connection, submission);
    if (found) {
        last = *found;
    }
    return found;
}

// Nothing if the key is new.
Result<std::optional<SubmitOutcome>> replay_of(const Transaction& transaction,
                                               const NewSubmission& submission) {
    const auto told = [&submission](const base::Digest& mac) {
        return base::crypto::equal_in_constant_time(mac, submission.replay_mac)
                   ? SubmitOutcome::replayed
                   : SubmitOutcome::conflict;
    };
    const base::Digest* const arrived =
        transaction.arrivals->mac_of(submission.round, submission.replay_id);
    if (arrived != nullptr) {
        return told(*arrived);
    }
    const auto mac = transaction.connection.one(queries::select_replay,
                                                {submission.round, submission.replay_id},
                                                [](Row& row) { return row.digest(0); });
    if (!mac) {
        return base::fail(mac.error());
    }
    if (!*mac) {
        return std::nullopt;
    }
    return told(**mac);
}

// The only step that needs room: whoever sends again what is here gets its receipt without.
Result<SubmitOutcome> insert(Transaction& transaction, Prepared& prepared) {
    if (!transaction.takes_new_answers) {
        return base::fail(Fault::unavailable, "no answer can be stored now");
    }
    NewSubmission& submission = prepared.submission;
    const Result<void> added = transaction.arrivals->add({.place = prepared.place,
                                                          .sealed = std::move(submission.sealed),
                                                          .mark = prepared.pending_mark},
                                                         {.round = submission.round,
                                                          .id = submission.replay_id,
                                                          .mac = submission.replay_mac,
                                                          .mark = prepared.replay_mark});
    if (!added) {
        return base::fail(added.error());
    }
    ++transaction.acknowledged[submission.round];
    return SubmitOutcome::stored;
}

// A round that has begun to settle takes nothing more: the epoch after its last one is never
// opened, so an answer in it would be lost.
Result<SubmitOutcome> take_in(Transaction& transaction, Prepared& prepared) {
    const Result<Admission> admission = admission_of(transaction, prepared.submission);
    if (!admission) {
        return base::fail(admission.error());
    }
    if (admission->state == domain::RoundState::settled) {
        return SubmitOutcome::settled;
    }
    const auto replay = replay_of(transaction, prepared.submission);
    if (!replay) {
        return base::fail(replay.error());
    }
    if (*replay) {
        return **replay;
    }
    if (admission->settling || prepared.submission.only_replay) {
        return SubmitOutcome::settled;
    }
    if (!admission->epoch_open) {
        return SubmitOutcome::epoch_closed;
    }
    return insert(transaction, prepared);
}

// To a resident a failing disk is a reason to try again, whatever the engine calls it.
Result<SubmitOutcome> or_unavailable(Result<SubmitOutcome> outcome) {
    if (outcome || outcome.error().fault() != Fault::io) {
        return outcome;
    }
    return base::fail(Fault::unavailable, "the answer cannot be stored now");
}

}  // namespace

void SqliteStore::submit(NewSubmission submission, base::Completion<SubmitOutcome> completion) {
    writer_->submit<SubmitOutcome>(
        [prepared = prepare(std::move(submission))](Transaction& transaction) mutable {
            return or_unavailable(take_in(transaction, prepared));
        },
        std::move(completion));
}

}  // namespace lyhord::store::sqlite
