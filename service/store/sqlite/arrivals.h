// Owns the answers that are durable, but not yet in their tables. Their keys are random, so each
// would change a page of `pending` and one of `replays`, and the log takes whole pages. Instead the
// answers of a transaction are written in a row of `arrivals`, and wait in memory too; from there
// they are moved on in the order of their keys, many to a page.
//
// Nothing may find them missing: every job that looks into `pending` or `replays` runs after all of
// them have been moved on (Writer).
//
// What a row tells until then: which answers came within the same few milliseconds, but not in what
// order, since answers and replay keys stand apart in it, each sorted by its random key. Of an
// answer that came alone (most of them, on a calm day) it tells that this sealed answer has this
// replay key. Whoever cannot compute the key of an answer, which its sender alone knows, learns
// nothing about a person by that. Rows have random numbers, so that they tell no order either.
#pragma once

#include <chrono>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "store/sqlite/arrival_row.h"
#include "store/sqlite/transaction.h"

namespace lyhord::store::sqlite {

// Used by the writer's thread. What is done in a transaction counts once keep() is called.
class Arrivals {
public:
    // Reads what a process left that was killed; writes nothing. An answer that is damaged goes to
    // its table all the same if its epoch is there, where its tick finds it; what cannot be told
    // from the rest stays apart (damaged()). corrupt: the engine cannot read the table.
    static base::Result<Arrivals> load(Connection& connection);

    bool empty() const { return rows_.empty(); }
    // Makes all rows due that are here now; those that come later are not.
    void make_due();
    bool has_due() const;
    std::int64_t answers_of(const base::Id& round) const;
    // What nobody can read of the rows.
    std::vector<DamagedArrival> damaged() const;
    // The MAC of an answer that is among these; null if it is not.
    const base::Digest* mac_of(const base::Id& round, const base::Digest& replay_id) const;

    // conflict: another answer that is here has its record id.
    base::Result<void> add(ArrivedAnswer answer, ArrivedKey key);
    // Writes the rows of what was added, and moves on as many as there are too many.
    base::Result<void> write(Transaction& transaction);
    // Moves on what is in some of the rows: so much that neighbors share pages, so little that the
    // log stays small. Their pages are free before others are needed.
    enum class Which { all, due };
    base::Result<void> move_some(Transaction& transaction, Which which);

    // The transaction was committed.
    void keep();
    // It was not.
    void drop();

private:
    using AnswerKey = std::tuple<base::Id, std::int64_t, base::Id>;  // as `pending` is sorted
    using ReplayKey = std::pair<base::Id, base::Digest>;             // as `replays` is sorted
    template <typename Entry>
    struct Held {
        Entry entry;
        std::int64_t row = 0;
    };
    using Answers = std::map<AnswerKey, Held<ArrivedAnswer>>;
    using AnswerAt = Answers::iterator;
    using Keys = std::map<ReplayKey, Held<ArrivedKey>>;
    using ReplayAt = Keys::iterator;
    struct StoredRow {
        std::size_t left = 0;   // answers and keys that are held
        std::size_t bytes = 0;  // as written
        base::Bytes damaged;    // entries that nobody can read
        bool due = false;       // to be moved before the log is empty
    };
    using Rows = std::map<std::int64_t, StoredRow>;

    static AnswerKey key_of(const ArrivedAnswer& answer);
    base::Result<void> take_row(Connection& connection, std::int64_t number, base::ByteView bytes);
    base::Result<void> take_answer(Connection& connection,
                                   std::int64_t number,
                                   ArrivedAnswer answer);
    base::Result<void> take_key(Connection& connection, std::int64_t number, const ArrivedKey& key);
    base::Bytes next_row(std::int64_t number, AnswerAt& answer, ReplayAt& key);
    std::set<std::int64_t> some_rows(Which which) const;
    base::Result<void> move_excess(Transaction& transaction);
    base::Result<void> move_answer(Transaction& transaction, AnswerAt at);
    base::Result<void> move_key(Transaction& transaction, ReplayAt at);
    base::Result<void> remove_moved_rows(Connection& connection);
    base::Result<void> remove_row(Connection& connection, std::int64_t number);

    Answers answers_;
    Keys keys_;
    std::size_t bytes_ = 0;  // of sealed answers
    Rows rows_;
    // Where the next one to move stands: it goes round and round in the order of the keys, so that
    // those moved together are neighbors.
    AnswerKey next_answer_;
    ReplayKey next_key_;

    // Of the transaction that runs.
    Answers added_answers_;
    Keys added_keys_;
    std::size_t added_bytes_ = 0;
    Rows added_rows_;
    std::vector<AnswerAt> moved_answers_;
    std::vector<ReplayAt> moved_keys_;
    std::size_t moved_bytes_ = 0;
    std::map<std::int64_t, std::size_t> moved_of_;  // by row
    std::set<std::int64_t> removed_rows_;
};

// The schema that brought the table.
inline constexpr std::int64_t arrivals_schema = 2;

// One step, in a transaction of its own.
base::Result<void> move_once(Connection& connection, Arrivals& arrivals, Arrivals::Which which);

// Moves all of them on, some in each transaction, and empties the log between these; a reader that
// needs the log for longer than `patience` is let have it, and the log grows by all of them
// meanwhile. What is not moved on stays where it is.
base::Result<void> move_all(Connection& connection,
                            Arrivals& arrivals,
                            std::chrono::milliseconds patience);

// The same for what is in a file that nobody else uses, such as a backup, also one of an old
// schema.
base::Result<void> move_all_in_file(Connection& connection);

}  // namespace lyhord::store::sqlite
