#include "store/queries.h"
#include "store/row_mark.h"
#include "store/sqlite/damage.h"
#include "store/sqlite/engine.h"
#include "store/sqlite/pending.h"
#include "store/sqlite/rows.h"

namespace lyhord::store::sqlite {
namespace {

using base::Fault;
using base::Id;
using base::Result;
using domain::RoundState;

Result<void> nothing_or(const Result<std::int64_t>& changed) {
    return changed ? Result<void>{} : base::fail(changed.error());
}

WaitingPiece piece_of(Row& row) {
    return {.question = row.number<std::uint16_t>(0), .sealed = row.sealed(1)};
}

// The epoch itself is the guard: a tick that is repeated finds it drained, or gone.
Result<void> drain(Transaction& transaction, const TickCommit& commit) {
    Connection& connection = transaction.connection;
    const auto drained = connection.change(queries::drain_epoch, {commit.round, commit.epoch});
    if (!drained) {
        return base::fail(drained.error());
    }
    if (*drained == 0) {
        return base::fail(Fault::conflict, "the tick of this epoch was committed already");
    }
    const auto removed = visit_pending(
        connection,
        queries::select_pending,
        {commit.round, commit.epoch},
        [&](const SealedPlace& place, const domain::SealedAnswer& sealed) {
            transaction.tallies.remove(Tallied::pending, mark_of_pending(place, sealed));
        });
    if (!removed) {
        return removed;
    }
    const auto unpacked =
        connection.visit(queries::select_waiting, {commit.round, commit.epoch}, [&](Row& row) {
            const WaitingPiece piece = piece_of(row);
            const SealedPlace place{.round = commit.round,
                                    .epoch = commit.epoch,
                                    .record_id = piece.sealed.record_id()};
            transaction.tallies.remove(Tallied::waiting, mark_of_waiting(place, piece));
        });
    if (!unpacked) {
        return unpacked;
    }
    const Result<void> emptied =
        nothing_or(connection.change(queries::delete_pending, {commit.round, commit.epoch}));
    return emptied ? nothing_or(
                         connection.change(queries::delete_waiting, {commit.round, commit.epoch}))
                   : emptied;
}

Result<void> add_batch(Transaction& transaction, const Id& round, const QuestionBatch& batch) {
    const std::string recoded = recoded_text(batch.recoded);
    const auto added = transaction.connection.change(
        queries::insert_batch,
        {round, batch.question, batch.batch, batch.base, batch.withheld, recoded});
    if (!added) {
        return base::fail(added.error());
    }
    if (*added == 0) {
        return base::fail(Fault::conflict, "the batch was committed already");
    }
    transaction.tallies.add(Tallied::batches, mark_of_batch(round, batch));
    return {};
}

Result<void> add_count(Transaction& transaction, const Id& round, const CounterDelta& delta) {
    Connection& connection = transaction.connection;
    const auto before =
        connection.one(queries::select_counter,
                       {round, delta.question, delta.dimension, delta.category, delta.option},
                       [](Row& row) { return row.integer(0); });
    if (!before) {
        return base::fail(before.error());
    }
    const auto added = connection.change(
        queries::add_to_counter,
        {round, delta.question, delta.dimension, delta.category, delta.option, delta.count});
    if (!added) {
        return base::fail(added.error());
    }
    CounterDelta counter = delta;
    if (*before) {
        counter.count = **before;
        transaction.tallies.remove(Tallied::counters, mark_of_counter(round, counter));
        counter.count = **before + delta.count;
    }
    transaction.tallies.add(Tallied::counters, mark_of_counter(round, counter));
    return {};
}

// A withdrawal that came after the tick had read the withdrawals still keeps its comment out.
Result<void> add_comment(Transaction& transaction, const Id& round, const NewComment& comment) {
    Connection& connection = transaction.connection;
    const auto withdrawn = connection.one(
        queries::select_withdrawal, {round, comment.id}, [](Row& row) { return row.digest(0); });
    if (!withdrawn) {
        return base::fail(withdrawn.error());
    }
    if (*withdrawn) {
        return {};
    }
    const auto added = connection.change(
        queries::insert_comment,
        {comment.id, round, comment.question, comment.area, comment.week, comment.sealed});
    if (!added) {
        return base::fail(added.error());
    }
    const CommentRow row{.id = comment.id,
                         .round = round,
                         .question = comment.question,
                         .area = comment.area,
                         .week = comment.week,
                         .state = CommentState::pending,
                         .sealed = comment.sealed,
                         .text = std::nullopt,
                         .language = "",
                         .themes = ""};
    if (*added > 0) {
        transaction.tallies.add(Tallied::comments, mark_of_comment(row));
    }
    return {};
}

Result<void> add_waiting(Transaction& transaction,
                         const TickCommit& commit,
                         const WaitingPiece& piece) {
    const SealedPlace place{.round = commit.round,
                            .epoch = commit.waiting_epoch,
                            .record_id = piece.sealed.record_id()};
    const auto added = transaction.connection.change(
        queries::insert_waiting,
        {place.round, place.epoch, place.record_id, piece.question, piece.sealed});
    if (!added) {
        return base::fail(added.error());
    }
    transaction.tallies.add(Tallied::waiting, mark_of_waiting(place, piece));
    return {};
}

// What waits must wait in an epoch whose key lives on.
Result<void> check_waiting_epoch(Connection& connection, const TickCommit& commit) {
    if (commit.waiting.empty()) {
        return {};
    }
    const auto lives = connection.one(queries::select_epoch_undrained,
                                      {commit.round, commit.waiting_epoch},
                                      [](Row& row) { return row.integer(0); });
    if (!lives) {
        return base::fail(lives.error());
    }
    if (!*lives) {
        return base::fail(Fault::invalid, "the epoch that was to hold what waits is over");
    }
    return {};
}

template <typename Item, typename Add>
Result<void> for_each(const std::vector<Item>& items, Add add) {
    for (const Item& item : items) {
        if (const Result<void> added = add(item); !added) {
            return added;
        }
    }
    return {};
}

// A key that was lost and made anew must not hide behind comments that are sealed to the new one:
// those that are sealed to the old one would never be missed.
Result<void> check_review_key(Connection& connection, const TickCommit& commit) {
    if (commit.comments.empty()) {
        return {};
    }
    const auto used =
        connection.one(queries::select_review_key_in_use, {CommentState::pending}, review_key_of);
    if (!used) {
        return base::fail(used.error());
    }
    if (*used && **used != commit.review_key) {
        return base::fail(Fault::corrupt,
                          "comments that nobody has reviewed are sealed to another review key: put "
                          "the file keys/review back, or run 'lyhord comments give-up'");
    }
    const auto forgotten = connection.change(queries::delete_review_key);
    return forgotten
               ? nothing_or(connection.change(queries::insert_review_key, {commit.review_key}))
               : base::fail(forgotten.error());
}

Result<void> add_results(Transaction& transaction, const TickCommit& commit) {
    Result<void> done = check_review_key(transaction.connection, commit);
    if (!done) {
        return done;
    }
    done = for_each(commit.batches, [&](const QuestionBatch& batch) {
        return add_batch(transaction, commit.round, batch);
    });
    if (done) {
        done = for_each(commit.counters, [&](const CounterDelta& delta) {
            return add_count(transaction, commit.round, delta);
        });
    }
    if (done) {
        done = for_each(commit.comments, [&](const NewComment& comment) {
            return add_comment(transaction, commit.round, comment);
        });
    }
    if (done) {
        done = check_waiting_epoch(transaction.connection, commit);
    }
    if (done) {
        done = for_each(commit.waiting, [&](const WaitingPiece& piece) {
            return add_waiting(transaction, commit, piece);
        });
    }
    return done;
}

Result<void> advance_round(Connection& connection, const domain::Round& round) {
    const auto updated = connection.change(queries::update_round_after_tick,
                                           {round.id,
                                            round.state,
                                            round.batch,
                                            round.told,
                                            round.told_day,
                                            round.resealed_day,
                                            round.released_day});
    if (!updated) {
        return base::fail(updated.error());
    }
    if (*updated == 0) {
        return base::fail(Fault::conflict, "the round has gone on in the meantime");
    }
    return {};
}

// After settlement nothing of the round is sealed, replayed or withdrawn any more.
Result<void> clear_settled(Transaction& transaction, const Id& round) {
    Connection& connection = transaction.connection;
    const auto left = connection.integer(queries::select_sealed_left, {round});
    if (!left) {
        return base::fail(left.error());
    }
    if (*left > 0) {
        return base::fail(Fault::invalid, "another epoch of the round still holds sealed answers");
    }
    const auto counted = connection.visit(queries::select_replays_of, {round}, [&](Row& row) {
        transaction.tallies.remove(Tallied::replays,
                                   mark_of_replay(round, row.digest(1), row.view(2)));
    });
    if (!counted) {
        return counted;
    }
    if (const Result<void> gone = remove_damaged_of(connection, round); !gone) {
        return gone;
    }
    for (const std::string_view sql :
         {queries::delete_replays_of, queries::delete_withdrawals_of, queries::delete_epochs_of}) {
        if (const auto deleted = connection.change(sql, {round}); !deleted) {
            return base::fail(deleted.error());
        }
    }
    return {};
}

}  // namespace

Result<std::vector<domain::SealedAnswer>> SqliteStore::pending(const Id& round,
                                                               std::int64_t epoch) {
    using Answers = std::vector<domain::SealedAnswer>;
    if (const Result<void> there = writer_->move_answers_on(); !there) {
        return base::fail(there.error());
    }
    return readers_.with([&](Connection& connection) -> Result<Answers> {
        Answers answers;
        const auto visited = visit_pending(connection,
                                           queries::select_pending,
                                           {round, epoch},
                                           [&](const SealedPlace&, domain::SealedAnswer sealed) {
                                               answers.push_back(std::move(sealed));
                                           });
        if (!visited) {
            return base::fail(visited.error());
        }
        return answers;
    });
}

Result<std::vector<WaitingPiece>> SqliteStore::waiting(const Id& round, std::int64_t epoch) {
    return all(queries::select_waiting, {round, epoch}, piece_of);
}

Result<std::vector<base::Digest>> SqliteStore::withdrawals(const Id& round) {
    return all(queries::select_withdrawals, {round}, [](Row& row) { return row.digest(0); });
}

Result<void> SqliteStore::commit_tick(const TickCommit& commit) {
    if (commit.round_after.id != commit.round) {
        return base::fail(Fault::invalid, "the tick names two rounds");
    }
    return writer_->write<void>([&commit](Transaction& transaction) {
        Result<void> done = drain(transaction, commit);
        if (done) {
            done = add_results(transaction, commit);
        }
        if (done) {
            done = advance_round(transaction.connection, commit.round_after);
        }
        if (done && commit.round_after.state == RoundState::settled) {
            done = clear_settled(transaction, commit.round);
        }
        return done;
    });
}

Result<ReleasedRows> SqliteStore::released(const Id& round) {
    return readers_.at_one_moment([&round](Connection& connection) -> Result<ReleasedRows> {
        auto released = connection.one(queries::select_standing, {round}, [](Row& row) {
            return ReleasedRows{.state = row.one_of(0, domain::RoundState::settled),
                                .batch = row.integer(1),
                                .told = row.integer(2),
                                .counters = {},
                                .batches = {}};
        });
        auto counters = connection.all(
            queries::select_counters, {round}, [](Row& row) { return counter_of(row, 0); });
        auto batches = connection.all(
            queries::select_batches, {round}, [](Row& row) { return batch_of(row, 0); });
        if (!released || !counters || !batches) {
            return base::fail(!released   ? released.error()
                              : !counters ? counters.error()
                                          : batches.error());
        }
        if (!*released) {
            return base::fail(Fault::not_found, "there is no such round");
        }
        (*released)->counters = std::move(*counters);
        (*released)->batches = std::move(*batches);
        return std::move(**released);
    });
}

}  // namespace lyhord::store::sqlite
