// Owns the answers that are durable, but not yet in their tables. Their keys are random, so each
// would change a page of `pending` and one of `replays`, and the log takes whole pages. Instead the
// answers of a transaction are written in one row of `arrivals`, and wait in memory too; from there
// they are moved on in the order of their keys, many to a page.
//
// Nothing may find them missing: every job that is not an answer runs after spread(). A row keeps
// answers and replay keys apart, each sorted by its random key, so that it tells neither which
// belong together nor in what order they came.
#pragma once

#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "store/row_mark.h"
#include "store/sqlite/transaction.h"

namespace lyhord::store::sqlite {

struct Arrival {
    SealedPlace place;
    domain::SealedAnswer sealed;
    std::uint64_t mark = 0;
    base::Digest replay_id{};
    base::Digest replay_mac{};
    std::uint64_t replay_mark = 0;
};

// Used by the writer's thread. What is done in a transaction counts once keep() is called.
class Arrivals {
public:
    // Reads what a process left that was killed; writes nothing.
    static base::Result<Arrivals> load(Connection& connection);

    bool empty() const { return left_.empty(); }
    std::int64_t answers_of(const base::Id& round) const;
    // The MAC of an answer that is among these; null if it is not.
    const base::Digest* mac_of(const base::Id& round, const base::Digest& replay_id) const;

    // conflict: another one of the transaction has its record id.
    base::Result<void> add(Arrival arrival);
    // Writes the row of what was added, and moves on as many as there are too many.
    base::Result<void> write(Transaction& transaction);
    // Moves all of them on.
    base::Result<void> spread(Transaction& transaction);

    // The transaction was committed.
    void keep();
    // It was not.
    void drop();

private:
    using AnswerKey = std::tuple<base::Id, std::int64_t, base::Id>;  // as `pending` is sorted
    struct Answer {
        domain::SealedAnswer sealed;
        std::uint64_t mark = 0;
        std::int64_t row = 0;  // of `arrivals`
    };
    using ReplayKey = std::pair<base::Id, base::Digest>;  // as `replays` is sorted
    struct Replay {
        base::Digest mac{};
        std::uint64_t mark = 0;
        std::int64_t row = 0;
    };
    using Answers = std::map<AnswerKey, Answer>;
    using AnswerAt = Answers::iterator;
    using Keys = std::map<ReplayKey, Replay>;
    using ReplayAt = Keys::iterator;
    struct Held {
        Answers answers;
        Keys keys;
        std::size_t bytes = 0;  // of sealed answers
    };
    class Reading;

    static base::Bytes encoded(const Held& held);
    base::Result<void> take_row(Connection& connection, std::int64_t row, base::ByteView bytes);
    base::Result<void> take_answer(Connection& connection, std::int64_t row, Reading& in);
    base::Result<void> take_key(Connection& connection, std::int64_t row, Reading& in);
    base::Result<void> move_excess(Transaction& transaction);
    base::Result<void> move_answer(Transaction& transaction, AnswerAt& at);
    base::Result<void> move_key(Transaction& transaction, ReplayAt& at);
    static base::Result<void> insert_all(Transaction& transaction, const Held& held);
    static base::Result<void> insert_answer(Transaction& transaction,
                                            const Answers::value_type& entry);
    static base::Result<void> insert_key(Transaction& transaction, const Keys::value_type& entry);
    base::Result<void> remove_moved_rows(Connection& connection);

    Held held_;
    std::map<std::int64_t, std::size_t> left_;  // by row: answers and keys that are held
    std::int64_t next_row_ = 1;
    // Where the next one to move stands: it goes round and round in the order of the keys, so that
    // those moved together are neighbors.
    AnswerKey next_answer_;
    ReplayKey next_key_;

    // Of the transaction that runs.
    Held added_;
    bool is_spread_ = false;
    std::vector<AnswerAt> moved_answers_;
    std::vector<ReplayAt> moved_keys_;
    std::size_t moved_bytes_ = 0;
    std::map<std::int64_t, std::size_t> moved_of_;  // by row
};

// spread() in a transaction of its own; what is not moved on stays where it is.
base::Result<void> spread_now(Connection& connection, Arrivals& arrivals);

}  // namespace lyhord::store::sqlite
