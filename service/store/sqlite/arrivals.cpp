#include "store/sqlite/arrivals.h"

#include <algorithm>
#include <limits>

#include "base/limits.h"
#include "base/random.h"
#include "store/queries.h"
#include "store/sqlite/pending.h"
#include "store/sqlite/schema.h"

namespace lyhord::store::sqlite {
namespace {

using base::Bytes;
using base::ByteView;
using base::Digest;
using base::Id;
using base::Result;
namespace limits = base::limits;

Result<bool> is_pending(Connection& connection, const SealedPlace& place) {
    const auto found = connection.one(queries::select_pending_exists,
                                      {place.round, place.epoch, place.record_id},
                                      [](Row& row) { return row.integer(0); });
    return found ? Result<bool>(found->has_value()) : base::fail(found.error());
}

Result<bool> is_remembered(Connection& connection, const Id& round, const Digest& replay_id) {
    const auto found = connection.one(
        queries::select_replay, {round, replay_id}, [](Row& row) { return row.digest(0); });
    return found ? Result<bool>(found->has_value()) : base::fail(found.error());
}

Result<bool> can_hold(Connection& connection, const SealedPlace& place) {
    const auto found = connection.one(queries::select_epoch_undrained,
                                      {place.round, place.epoch},
                                      [](Row& row) { return row.integer(0); });
    return found ? Result<bool>(found->has_value()) : base::fail(found.error());
}

std::int64_t random_number() {
    base::SystemRandom random;
    return static_cast<std::int64_t>(
        random.below(static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())));
}

template <typename Entry>
void set_apart(Bytes& damaged, const Entry& entry) {
    ArrivalRow row;
    row.add(entry);
    damaged.insert(damaged.end(), row.bytes().begin(), row.bytes().end());
}

}  // namespace

Arrivals::AnswerKey Arrivals::key_of(const ArrivedAnswer& answer) {
    return {answer.place.round, answer.place.epoch, answer.place.record_id};
}

Result<Arrivals> Arrivals::load(Connection& connection) {
    const auto rows = connection.all(queries::select_arrivals, {}, [](Row& row) {
        return std::pair(row.integer(0), row.bytes(1));
    });
    if (!rows) {
        return base::fail(rows.error());
    }
    Arrivals arrivals;
    for (const auto& [number, bytes] : *rows) {
        if (const Result<void> taken = arrivals.take_row(connection, number, bytes); !taken) {
            return base::fail(taken.error());
        }
    }
    return arrivals;
}

Result<void> Arrivals::take_row(Connection& connection, std::int64_t number, ByteView bytes) {
    ReadArrivals read = read_arrivals(bytes);
    rows_[number] = {.left = 0, .bytes = bytes.size(), .damaged = std::move(read.unreadable)};
    for (ArrivedAnswer& answer : read.answers) {
        if (const auto taken = take_answer(connection, number, std::move(answer)); !taken) {
            return taken;
        }
    }
    for (const ArrivedKey& key : read.keys) {
        if (const auto taken = take_key(connection, number, key); !taken) {
            return taken;
        }
    }
    return {};
}

// Some of a row may have been moved on before.
Result<void> Arrivals::take_answer(Connection& connection,
                                   std::int64_t number,
                                   ArrivedAnswer answer) {
    const Result<bool> moved = is_pending(connection, answer.place);
    const Result<bool> held =
        moved && !answer.fits_mark() ? can_hold(connection, answer.place) : Result<bool>(true);
    if (!moved || !held) {
        return base::fail(!moved ? moved.error() : held.error());
    }
    StoredRow& row = rows_[number];
    if (!*held) {
        set_apart(row.damaged, answer);
        return {};
    }
    const std::size_t bytes = answer.sealed.bytes().size();
    AnswerKey key = key_of(answer);
    if (!*moved &&
        answers_.emplace(std::move(key), Held<ArrivedAnswer>{std::move(answer), number}).second) {
        bytes_ += bytes;
        ++row.left;
    }
    return {};
}

Result<void> Arrivals::take_key(Connection& connection,
                                std::int64_t number,
                                const ArrivedKey& key) {
    const Result<bool> moved = is_remembered(connection, key.round, key.id);
    if (!moved) {
        return base::fail(moved.error());
    }
    StoredRow& row = rows_[number];
    if (!key.fits_mark()) {
        set_apart(row.damaged, key);
    } else if (!*moved && keys_.try_emplace({key.round, key.id}, key, number).second) {
        ++row.left;
    }
    return {};
}

std::int64_t Arrivals::answers_of(const Id& round) const {
    return std::ranges::count_if(
        answers_, [&round](const auto& answer) { return std::get<0>(answer.first) == round; });
}

std::vector<DamagedArrival> Arrivals::damaged() const {
    std::vector<DamagedArrival> all;
    for (const auto& [number, row] : rows_) {
        const auto damaged = damaged_in(number, row.damaged);
        all.insert(all.end(), damaged.begin(), damaged.end());
    }
    return all;
}

const Digest* Arrivals::mac_of(const Id& round, const Digest& replay_id) const {
    const ReplayKey key(round, replay_id);
    for (const Keys* keys : {&added_keys_, &keys_}) {
        if (const auto found = keys->find(key); found != keys->end()) {
            return &found->second.entry.mac;
        }
    }
    return nullptr;
}

Result<void> Arrivals::add(ArrivedAnswer answer, ArrivedKey key) {
    AnswerKey answer_key = key_of(answer);
    if (answers_.contains(answer_key) || added_answers_.contains(answer_key)) {
        return base::fail(base::Fault::conflict, "another answer has this record id");
    }
    added_bytes_ += answer.sealed.bytes().size();
    added_answers_.emplace(std::move(answer_key), Held<ArrivedAnswer>{std::move(answer), 0});
    added_keys_.try_emplace({key.round, key.id}, key, 0);
    return {};
}

Result<void> Arrivals::write(Transaction& transaction) {
    AnswerAt answer = added_answers_.begin();
    ReplayAt key = added_keys_.begin();
    while (answer != added_answers_.end() || key != added_keys_.end()) {
        const std::int64_t number = random_number();
        const Bytes row = next_row(number, answer, key);
        const auto written = transaction.connection.change(queries::insert_arrivals, {number, row});
        if (!written) {
            return base::fail(written.error());
        }
    }
    return move_excess(transaction);
}

// From `answer` and `key` on, up to the limit, where they stand afterwards.
Bytes Arrivals::next_row(std::int64_t number, AnswerAt& answer, ReplayAt& key) {
    ArrivalRow bytes;
    StoredRow& row = added_rows_[number];
    const auto put = [&](auto& at) {
        at->second.row = number;
        bytes.add(at->second.entry);
        ++row.left;
        ++at;
    };
    const auto has_room = [&] { return bytes.bytes().size() < limits::arrivals_row_bytes_max; };
    while (answer != added_answers_.end() && has_room()) {
        put(answer);
    }
    while (key != added_keys_.end() && has_room()) {
        put(key);
    }
    row.bytes = bytes.bytes().size();
    return bytes.bytes();
}

// As many as were added, once there are too many.
Result<void> Arrivals::move_excess(Transaction& transaction) {
    const std::size_t all = bytes_ + added_bytes_;
    auto answer = answers_.lower_bound(next_answer_);
    auto key = keys_.lower_bound(next_key_);
    while (all - moved_bytes_ > limits::arrivals_bytes_max &&
           moved_answers_.size() < answers_.size()) {
        answer = answer == answers_.end() ? answers_.begin() : answer;
        if (const Result<void> moved = move_answer(transaction, answer++); !moved) {
            return moved;
        }
        if (moved_keys_.size() == keys_.size()) {
            continue;
        }
        key = key == keys_.end() ? keys_.begin() : key;
        if (const Result<void> moved = move_key(transaction, key++); !moved) {
            return moved;
        }
    }
    next_answer_ = answer == answers_.end() ? AnswerKey() : answer->first;
    next_key_ = key == keys_.end() ? ReplayKey() : key->first;
    return remove_moved_rows(transaction.connection);
}

Result<void> Arrivals::remove_moved_rows(Connection& connection) {
    for (const auto& [number, moved] : moved_of_) {
        const Result<void> removed =
            moved == rows_.at(number).left ? remove_row(connection, number) : Result<void>{};
        if (!removed) {
            return removed;
        }
    }
    return {};
}

Result<void> Arrivals::move_answer(Transaction& transaction, AnswerAt at) {
    const ArrivedAnswer& answer = at->second.entry;
    const Result<void> inserted =
        insert_pending(transaction.connection, answer.place, answer.sealed);
    if (!inserted) {
        return inserted;
    }
    transaction.tallies.add(Tallied::pending, answer.mark);
    moved_answers_.push_back(at);
    moved_bytes_ += answer.sealed.bytes().size();
    ++moved_of_[at->second.row];
    return {};
}

Result<void> Arrivals::move_key(Transaction& transaction, ReplayAt at) {
    const ArrivedKey& key = at->second.entry;
    const auto inserted =
        transaction.connection.change(queries::insert_replay, {key.round, key.id, key.mac});
    if (!inserted) {
        return base::fail(inserted.error());
    }
    transaction.tallies.add(Tallied::replays, key.mark);
    moved_keys_.push_back(at);
    ++moved_of_[at->second.row];
    return {};
}

// What nobody can read in it is kept, and never read again: what else was in it is counted later.
Result<void> Arrivals::remove_row(Connection& connection, std::int64_t number) {
    removed_rows_.insert(number);
    const Bytes& damaged = rows_.at(number).damaged;
    const auto kept = damaged.empty()
                          ? Result<std::int64_t>(0)
                          : connection.change(queries::insert_damaged_arrivals, {number, damaged});
    const auto removed =
        kept ? connection.change(queries::delete_arrivals, {number}) : base::fail(kept.error());
    return removed ? Result<void>{} : base::fail(removed.error());
}

void Arrivals::make_due() {
    for (auto& [number, row] : rows_) {
        row.due = true;
    }
}

bool Arrivals::has_due() const {
    return std::ranges::any_of(rows_, [](const auto& row) { return row.second.due; });
}

std::set<std::int64_t> Arrivals::some_rows(Which which) const {
    std::set<std::int64_t> some;
    std::size_t entries = 0;
    std::size_t bytes = 0;
    for (const auto& [number, row] : rows_) {
        if (which == Which::due && !row.due) {
            continue;
        }
        entries += row.left;
        bytes += row.bytes;
        const bool enough =
            entries > limits::arrivals_moved_at_once || bytes > limits::arrivals_row_bytes_max;
        if (enough && !some.empty()) {
            break;
        }
        some.insert(number);
    }
    return some;
}

Result<void> Arrivals::move_some(Transaction& transaction, Which which) {
    const std::set<std::int64_t> some = some_rows(which);
    Result<void> done;
    for (const std::int64_t number : some) {
        done = done ? remove_row(transaction.connection, number) : done;
    }
    for (AnswerAt at = answers_.begin(); done && at != answers_.end(); ++at) {
        if (some.contains(at->second.row)) {
            done = move_answer(transaction, at);
        }
    }
    for (ReplayAt at = keys_.begin(); done && at != keys_.end(); ++at) {
        if (some.contains(at->second.row)) {
            done = move_key(transaction, at);
        }
    }
    return done;
}

void Arrivals::keep() {
    for (const AnswerAt at : moved_answers_) {
        answers_.erase(at);
    }
    for (const ReplayAt at : moved_keys_) {
        keys_.erase(at);
    }
    for (const auto& [number, moved] : moved_of_) {
        rows_.at(number).left -= moved;
    }
    for (const std::int64_t number : removed_rows_) {
        rows_.erase(number);
    }
    bytes_ += added_bytes_ - moved_bytes_;
    answers_.merge(added_answers_);
    keys_.merge(added_keys_);
    rows_.merge(added_rows_);
    drop();
}

void Arrivals::drop() {
    added_answers_.clear();
    added_keys_.clear();
    added_bytes_ = 0;
    added_rows_.clear();
    moved_answers_.clear();
    moved_keys_.clear();
    moved_bytes_ = 0;
    moved_of_.clear();
    removed_rows_.clear();
}

Result<void> move_once(Connection& connection, Arrivals& arrivals, Arrivals::Which which) {
    Result<void> moved = transact(connection, [&](Transaction& transaction) {
        return arrivals.move_some(transaction, which);
    });
    moved ? arrivals.keep() : arrivals.drop();
    return moved;
}

Result<void> move_all(Connection& connection,
                      Arrivals& arrivals,
                      std::chrono::milliseconds patience) {
    while (!arrivals.empty()) {
        const Result<void> moved = move_once(connection, arrivals, Arrivals::Which::all);
        if (!moved) {
            return moved;
        }
        const auto emptied =
            arrivals.empty() ? Result<bool>(true) : connection.checkpoint(patience);
        if (!emptied) {
            return base::fail(emptied.error());
        }
    }
    return {};
}

Result<void> move_all_in_file(Connection& connection) {
    const Result<std::int64_t> schema = schema_of(connection);
    if (!schema || *schema < arrivals_schema) {
        return schema ? Result<void>{} : base::fail(schema.error());
    }
    Result<Arrivals> arrivals = Arrivals::load(connection);
    return arrivals ? move_all(connection, *arrivals, {}) : base::fail(arrivals.error());
}

}  // namespace lyhord::store::sqlite
