// Owns the Store interface: everything that is kept, and nothing about how. SQLite implements it
// (store/sqlite/), PostgreSQL will; the SQL texts are shared in db/queries/.
//
// Every write is one transaction and durable when the call returns (or the completion is called).
// All functions are thread-safe. Errors: unavailable (full disk, full queue: try again), corrupt,
// io.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "base/completion.h"
#include "base/result.h"
#include "domain/round.h"
#include "store/rows.h"

namespace lyhord::store {

class Store {
public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    // Takes no write any more, and returns when what is queued is durable and every completion has
    // run. Whoever owns what completions use calls it before that goes. May be called again.
    virtual void finish_writing() = 0;

    // Whether answers can be stored, and how the writing goes. Never waits.
    virtual StoreHealth health() const = 0;
    // Keeps `bytes` of the disk in reserve for what must be written when it is full: disposals,
    // withdrawals, ticks. To be called at the start, and often: a reserve that was used is kept
    // again as soon as there is room, and only then answers are taken again. 0: none. unavailable:
    // there is no room.
    virtual base::Result<void> keep_room(std::uint64_t bytes) = 0;

    // Documents. `name`: "areas", "codebook:<id>", or a setting's name.
    virtual base::Result<void> put_document(std::string_view name, std::string_view json) = 0;
    virtual base::Result<std::optional<std::string>> document(std::string_view name) = 0;
    // (name, json) of all whose name begins with `prefix`, by name.
    virtual base::Result<std::vector<std::pair<std::string, std::string>>> documents(
        std::string_view prefix) = 0;

    // Dialogues and rounds.
    virtual base::Result<void> put_dialogue(const DialogueRow& dialogue) = 0;
    virtual base::Result<std::vector<DialogueRow>> dialogues() = 0;
    virtual base::Result<std::optional<DialogueRow>> dialogue(std::string_view slug) = 0;
    // conflict: the dialogue has this round number already.
    virtual base::Result<void> add_round(const domain::Round& round) = 0;
    // Replaces all but id, slug and number. conflict: it has gone on since it was read (a later
    // state or batch is stored), or it is unknown.
    virtual base::Result<void> update_round(const domain::Round& round) = 0;
    virtual base::Result<std::vector<domain::Round>> rounds() = 0;  // by slug, number

    // Epochs. `closing` may be null (the first epoch of a round). One transaction: closes the open
    // epoch with its purpose and day, and inserts the next one as open. conflict: `closing` is not
    // open, or the round has another open epoch, or the number is taken. From a closing with
    // purpose `settle` on, the round takes no answer more.
    virtual base::Result<void> advance_epoch(const EpochRow* closing, const EpochRow& next) = 0;
    virtual base::Result<std::vector<EpochRow>> epochs() = 0;  // all that are not forgotten
    // Once its key is destroyed. conflict: it is open, or holds sealed answers. No error if it is
    // gone already.
    virtual base::Result<void> forget_epoch(const base::Id& round, std::int64_t number) = 0;

    // Intake. Asynchronous: queued, committed with its neighbours, then completed. The completion
    // runs on the store's own thread, or here if the queue is full: it may read and submit(), but
    // must not wait, and a writing call in it fails. unavailable: the queue or the disk is full, or
    // the reserve for a full disk is in use; not_found: no such round.
    virtual void submit(NewSubmission submission, base::Completion<SubmitOutcome> completion) = 0;

    // A tick.
    virtual base::Result<std::vector<domain::SealedAnswer>> pending(const base::Id& round,
                                                                    std::int64_t epoch) = 0;
    virtual base::Result<std::vector<WaitingPiece>> waiting(const base::Id& round,
                                                            std::int64_t epoch) = 0;
    virtual base::Result<std::vector<base::Digest>> withdrawals(const base::Id& round) = 0;
    // conflict: the tick of this epoch, or a batch of its number, was committed already, or the
    // round has gone on: nothing was changed. corrupt: there are comments in it, and unreviewed
    // ones that are sealed to another review key. invalid: `waiting_epoch` is over, or a settlement
    // found another epoch of the round that still holds answers. A comment whose id was withdrawn
    // since the tick began is left out.
    virtual base::Result<void> commit_tick(const TickCommit& commit) = 0;

    // Withdrawal: deletes comments with these ids at once, and keeps the ids of each round that is
    // not settled until it is. The pairs are (round, id).
    virtual base::Result<void> withdraw(
        const std::vector<std::pair<base::Id, base::Digest>>& ids) = 0;

    // Of one moment: no tick comes between. not_found: no such round.
    virtual base::Result<ReleasedRows> released(const base::Id& round) = 0;

    // What everybody may see. `entry` is written to the audit log together with it. conflict: the
    // round is not settled, or this is not its next edition.
    virtual base::Result<void> publish(const PublicationRow& publication, AuditRow entry) = 0;
    virtual base::Result<std::vector<PublicationRow>> publications(const base::Id& round) = 0;
    // One a round that was published.
    virtual base::Result<std::vector<NewestPublication>> newest_publications() = 0;

    // Comments.
    virtual base::Result<std::vector<CommentRow>> comments(const base::Id& round,
                                                           CommentState state) = 0;
    // At most so many of the same, those whose ids come next behind one: ids are as good as drawn,
    // so this is no order in which they came.
    virtual base::Result<std::vector<CommentRow>> comments_behind(const CommentPage& page) = 0;
    // Replaces the sealed form by the text (approved), by another sealed form (pending: masked
    // more), or destroys it (withheld), and writes the entry of the audit log; both or neither. An
    // approved comment may be reviewed again, to mask more or to withhold it. not_found: it was
    // withdrawn; conflict: it was withheld, or is no longer as it was `seen`.
    virtual base::Result<void> review_comment(const ReviewedComment& reviewed) = 0;
    // The public half of the key that unreviewed comments are sealed to; nothing if there are none,
    // or if all are from before this was kept.
    virtual base::Result<std::optional<base::crypto::PublicKey>> review_key() = 0;
    // How many there are, by round; a round without any is left out.
    virtual base::Result<std::map<base::Id, std::int64_t>> comment_counts() = 0;

    // Staff.
    virtual base::Result<void> put_staff(const StaffRow& staff) = 0;
    virtual base::Result<std::optional<StaffRow>> staff(std::string_view name) = 0;
    virtual base::Result<std::vector<StaffRow>> all_staff() = 0;
    virtual base::Result<void> put_session(const SessionRow& session) = 0;
    virtual base::Result<std::optional<SessionRow>> session(const base::Digest& id) = 0;
    virtual base::Result<void> end_session(const base::Digest& id) = 0;
    virtual base::Result<void> end_sessions_of(std::string_view staff) = 0;
    // Deletes sessions last seen before `idle_since` or created before `created_since`.
    virtual base::Result<void> end_old_sessions(base::Instant idle_since,
                                                base::Instant created_since) = 0;
    virtual base::Result<void> put_token(const TokenRow& token) = 0;
    virtual base::Result<std::optional<TokenRow>> token(const base::Digest& hash) = 0;
    virtual base::Result<std::vector<TokenRow>> tokens_of(std::string_view staff) = 0;

    // Audit: sets sequence and hash itself.
    virtual base::Result<void> append_audit(AuditRow entry) = 0;
    virtual base::Result<std::vector<AuditRow>> audit(std::int64_t newest) = 0;  // newest first

    // Disposal: destroys all texts of the round and writes the receipt (its `texts` is counted
    // here), then leaves no remnant in tables, indexes, free pages or WAL. unavailable: the texts
    // are gone, but the file could not be rewritten yet; it will be, or ask again.
    virtual base::Result<void> dispose_texts(const base::Id& round, DisposalRow receipt) = 0;
    virtual base::Result<std::vector<DisposalRow>> disposals() = 0;

    // Operations.
    virtual base::Result<CheckReport> check() = 0;
    virtual base::Result<std::vector<RoundTally>> tallies() = 0;
    // Of all rounds that are not settled.
    virtual base::Result<std::vector<DamagedArrival>> damaged_arrivals() = 0;
    // A consistent copy at `path`, verified and durable. conflict: `path` exists.
    virtual base::Result<void> copy_to(const std::string& path) = 0;
};

}  // namespace lyhord::store
