#include "store/sqlite/arrivals.h"

#include <algorithm>

#include "base/limits.h"
#include "store/queries.h"
#include "store/sqlite/pending.h"

namespace lyhord::store::sqlite {
namespace {

using base::Bytes;
using base::ByteView;
using base::Digest;
using base::Id;
using base::Result;
namespace limits = base::limits;

constexpr base::Byte arrivals_version = 1;
constexpr base::Literal damaged_row = "a row of arrived answers is damaged";

void put_number(Bytes& out, std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) {
        out.push_back(static_cast<base::Byte>(value >> shift));
    }
}

void put_bytes(Bytes& out, ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

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

}  // namespace

// A row: version (1) | number of answers (8) | each answer: round (16), epoch (8), length (8),
// sealed bytes | each key: round (16), id (32), MAC (32). Numbers are little-endian.
class Arrivals::Reading {
public:
    explicit Reading(ByteView rest) : rest_(rest) {}

    bool ok() const { return ok_; }
    bool at_end() const { return rest_.empty(); }
    ByteView bytes(std::uint64_t count) {
        if (!ok_ || count > rest_.size()) {
            ok_ = false;
            return {};
        }
        const ByteView taken = rest_.first(static_cast<std::size_t>(count));
        rest_ = rest_.subspan(taken.size());
        return taken;
    }
    std::uint64_t number() {
        std::uint64_t value = 0;
        int shift = 0;
        for (const base::Byte byte : bytes(8)) {
            value |= static_cast<std::uint64_t>(byte) << shift;
            shift += 8;
        }
        return value;
    }
    template <typename Array>
    Array fixed() {
        Array out{};
        std::ranges::copy(bytes(out.size()), out.begin());
        return out;
    }

private:
    ByteView rest_;
    bool ok_ = true;
};

Bytes Arrivals::encoded(const Held& held) {
    Bytes out;
    out.reserve(16 + held.bytes + held.answers.size() * 32 + held.keys.size() * 80);
    out.push_back(arrivals_version);
    put_number(out, held.answers.size());
    for (const auto& [key, answer] : held.answers) {
        put_bytes(out, std::get<0>(key));
        put_number(out, static_cast<std::uint64_t>(std::get<1>(key)));
        put_number(out, answer.sealed.bytes().size());
        put_bytes(out, answer.sealed.bytes());
    }
    for (const auto& [key, replay] : held.keys) {
        put_bytes(out, key.first);
        put_bytes(out, key.second);
        put_bytes(out, replay.mac);
    }
    return out;
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
        arrivals.next_row_ = std::max(arrivals.next_row_, number + 1);
    }
    return arrivals;
}

Result<void> Arrivals::take_row(Connection& connection, std::int64_t row, ByteView bytes) {
    Reading in(bytes);
    const bool is_known = in.fixed<std::array<base::Byte, 1>>()[0] == arrivals_version;
    left_[row] = 0;
    Result<void> taken;
    for (std::uint64_t left = in.number(); left > 0 && in.ok() && taken; --left) {
        taken = take_answer(connection, row, in);
    }
    while (in.ok() && !in.at_end() && taken) {
        taken = take_key(connection, row, in);
    }
    return taken && !(is_known && in.ok()) ? base::fail(base::Fault::corrupt, damaged_row) : taken;
}

// Some of a row may have been moved on before.
Result<void> Arrivals::take_answer(Connection& connection, std::int64_t row, Reading& in) {
    SealedPlace place{.round = in.fixed<Id>(), .epoch = 0, .record_id = {}};
    place.epoch = static_cast<std::int64_t>(in.number());
    domain::SealedAnswer sealed = sealed_from(in.bytes(in.number()));
    place.record_id = sealed.record_id();
    const Result<bool> moved = is_pending(connection, place);
    if (!moved) {
        return base::fail(moved.error());
    }
    if (in.ok() && !*moved) {
        const std::uint64_t mark = mark_of_pending(place, sealed);
        held_.bytes += sealed.bytes().size();
        held_.answers.emplace(AnswerKey(place.round, place.epoch, place.record_id),
                              Answer{std::move(sealed), mark, row});
        ++left_[row];
    }
    return {};
}

Result<void> Arrivals::take_key(Connection& connection, std::int64_t row, Reading& in) {
    const ReplayKey key{in.fixed<Id>(), in.fixed<Digest>()};  // braces: in this order
    const auto mac = in.fixed<Digest>();
    const Result<bool> moved = is_remembered(connection, key.first, key.second);
    if (!moved) {
        return base::fail(moved.error());
    }
    if (in.ok() && !*moved) {
        held_.keys.emplace(key, Replay{mac, mark_of_replay(key.first, key.second, mac), row});
        ++left_[row];
    }
    return {};
}

std::int64_t Arrivals::answers_of(const Id& round) const {
    return std::ranges::count_if(
        held_.answers, [&round](const auto& answer) { return std::get<0>(answer.first) == round; });
}

const Digest* Arrivals::mac_of(const Id& round, const Digest& replay_id) const {
    const ReplayKey key(round, replay_id);
    for (const Held* held : {&added_, &held_}) {
        if (const auto found = held->keys.find(key); found != held->keys.end()) {
            return &found->second.mac;
        }
    }
    return nullptr;
}

Result<void> Arrivals::add(Arrival arrival) {
    AnswerKey key(arrival.place.round, arrival.place.epoch, arrival.place.record_id);
    const std::size_t bytes = arrival.sealed.bytes().size();
    if (!added_.answers
             .emplace(std::move(key), Answer{std::move(arrival.sealed), arrival.mark, next_row_})
             .second) {
        return base::fail(base::Fault::conflict, "another answer has this record id");
    }
    added_.bytes += bytes;
    added_.keys.emplace(ReplayKey(arrival.place.round, arrival.replay_id),
                        Replay{arrival.replay_mac, arrival.replay_mark, next_row_});
    return {};
}

Result<void> Arrivals::write(Transaction& transaction) {
    if (added_.answers.empty()) {
        return {};
    }
    const auto written =
        transaction.connection.change(queries::insert_arrivals, {next_row_, encoded(added_)});
    if (!written) {
        return base::fail(written.error());
    }
    return is_spread_ ? Result<void>{} : move_excess(transaction);
}

// As many as were added, once there are too many.
Result<void> Arrivals::move_excess(Transaction& transaction) {
    const std::size_t all = held_.bytes + added_.bytes;
    auto answer = held_.answers.lower_bound(next_answer_);
    auto key = held_.keys.lower_bound(next_key_);
    while (all - moved_bytes_ > limits::arrivals_bytes_max &&
           moved_answers_.size() < held_.answers.size()) {
        if (const Result<void> moved = move_answer(transaction, answer); !moved) {
            return moved;
        }
        if (moved_keys_.size() == held_.keys.size()) {
            continue;
        }
        if (const Result<void> moved = move_key(transaction, key); !moved) {
            return moved;
        }
    }
    next_answer_ = answer == held_.answers.end() ? AnswerKey() : answer->first;
    next_key_ = key == held_.keys.end() ? ReplayKey() : key->first;
    return remove_moved_rows(transaction.connection);
}

// Moves the one at `at`, or the first one after the last, and goes to the next.
Result<void> Arrivals::move_answer(Transaction& transaction, AnswerAt& at) {
    at = at == held_.answers.end() ? held_.answers.begin() : at;
    const Result<void> moved = insert_answer(transaction, *at);
    if (moved) {
        moved_answers_.push_back(at);
        moved_bytes_ += at->second.sealed.bytes().size();
        ++moved_of_[at->second.row];
        ++at;
    }
    return moved;
}

Result<void> Arrivals::move_key(Transaction& transaction, ReplayAt& at) {
    at = at == held_.keys.end() ? held_.keys.begin() : at;
    const Result<void> moved = insert_key(transaction, *at);
    if (moved) {
        moved_keys_.push_back(at);
        ++moved_of_[at->second.row];
        ++at;
    }
    return moved;
}

Result<void> Arrivals::insert_answer(Transaction& transaction, const Answers::value_type& entry) {
    const auto& [round, epoch, id] = entry.first;
    const SealedPlace place{.round = round, .epoch = epoch, .record_id = id};
    const Result<void> inserted =
        insert_pending(transaction.connection, place, entry.second.sealed);
    if (inserted) {
        transaction.tallies.add(Tallied::pending, entry.second.mark);
    }
    return inserted;
}

Result<void> Arrivals::insert_key(Transaction& transaction, const Keys::value_type& entry) {
    const auto& [round, id] = entry.first;
    const auto inserted =
        transaction.connection.change(queries::insert_replay, {round, id, entry.second.mac});
    if (!inserted) {
        return base::fail(inserted.error());
    }
    transaction.tallies.add(Tallied::replays, entry.second.mark);
    return {};
}

Result<void> Arrivals::remove_moved_rows(Connection& connection) {
    for (const auto& [row, moved] : moved_of_) {
        if (moved == left_.at(row)) {
            const auto removed = connection.change(queries::delete_arrivals, {row});
            if (!removed) {
                return base::fail(removed.error());
            }
        }
    }
    return {};
}

Result<void> Arrivals::spread(Transaction& transaction) {
    if (!is_spread_ && !left_.empty()) {
        if (const Result<void> moved = insert_all(transaction, held_); !moved) {
            return moved;
        }
        const auto removed = transaction.connection.change(queries::delete_all_arrivals);
        if (!removed) {
            return base::fail(removed.error());
        }
    }
    is_spread_ = true;
    // Those that came before it in the same transaction never get a row.
    const Result<void> moved = insert_all(transaction, added_);
    added_ = {};
    return moved;
}

Result<void> Arrivals::insert_all(Transaction& transaction, const Held& held) {
    for (const auto& answer : held.answers) {
        if (const Result<void> inserted = insert_answer(transaction, answer); !inserted) {
            return inserted;
        }
    }
    for (const auto& key : held.keys) {
        if (const Result<void> inserted = insert_key(transaction, key); !inserted) {
            return inserted;
        }
    }
    return {};
}

void Arrivals::keep() {
    if (is_spread_) {
        held_ = {};
        left_.clear();
    } else {
        held_.bytes -= moved_bytes_;
        std::ranges::for_each(moved_answers_, [this](auto at) { held_.answers.erase(at); });
        std::ranges::for_each(moved_keys_, [this](auto at) { held_.keys.erase(at); });
        for (const auto& [row, moved] : moved_of_) {
            std::size_t& left = left_[row];
            left -= moved;
            if (left == 0) {
                left_.erase(row);
            }
        }
    }
    if (!added_.answers.empty()) {
        left_[next_row_++] = added_.answers.size() + added_.keys.size();
        held_.bytes += added_.bytes;
        held_.answers.merge(added_.answers);
        held_.keys.merge(added_.keys);
    }
    drop();
}

void Arrivals::drop() {
    added_ = {};
    is_spread_ = false;
    moved_answers_.clear();
    moved_keys_.clear();
    moved_bytes_ = 0;
    moved_of_.clear();
}

Result<void> spread_now(Connection& connection, Arrivals& arrivals) {
    if (arrivals.empty()) {
        return {};
    }
    const Result<void> spread = transact(
        connection, [&arrivals](Transaction& transaction) { return arrivals.spread(transaction); });
    spread ? arrivals.keep() : arrivals.drop();
    return spread;
}

}  // namespace lyhord::store::sqlite
