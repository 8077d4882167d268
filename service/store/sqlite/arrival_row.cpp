#include "store/sqlite/arrival_row.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "store/sqlite/pending.h"

namespace lyhord::store::sqlite {
namespace {

using base::Byte;
using base::Bytes;
using base::ByteView;

constexpr Byte answer_entry = 1;
constexpr Byte key_entry = 2;

void put_number(Bytes& out, std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) {
        out.push_back(static_cast<Byte>(value >> shift));
    }
}

void put_bytes(Bytes& out, ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

class RowReading {
public:
    explicit RowReading(ByteView rest) : rest_(rest) {}

    bool ok() const { return ok_; }
    ByteView rest() const { return rest_; }
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
        for (const Byte byte : bytes(8)) {
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

ArrivedAnswer answer_in(RowReading& in) {
    SealedPlace place{.round = in.fixed<base::Id>(), .epoch = 0, .record_id = {}};
    place.epoch = static_cast<std::int64_t>(in.number());
    domain::SealedAnswer sealed = sealed_from(in.bytes(in.number()));
    place.record_id = sealed.record_id();
    return {.place = place, .sealed = std::move(sealed), .mark = in.number()};
}

ArrivedKey key_in(RowReading& in) {
    ArrivedKey key{.round = in.fixed<base::Id>(), .id = {}, .mac = {}};
    key.id = in.fixed<base::Digest>();
    key.mac = in.fixed<base::Digest>();
    key.mark = in.number();
    return key;
}

struct Entry {
    std::variant<std::monostate, ArrivedAnswer, ArrivedKey> content;
    std::size_t bytes = 0;
    bool fits_mark = false;
};

// What begins there. Without content: nothing that can be read.
Entry entry_at(ByteView rest) {
    RowReading in(rest);
    Entry entry;
    switch (in.fixed<std::array<Byte, 1>>()[0]) {
        case answer_entry: {
            ArrivedAnswer answer = answer_in(in);
            entry.fits_mark = in.ok() && answer.fits_mark();
            entry.content = std::move(answer);
            break;
        }
        case key_entry: {
            const ArrivedKey key = key_in(in);
            entry.fits_mark = in.ok() && key.fits_mark();
            entry.content = key;
            break;
        }
        default:
            return entry;
    }
    if (!in.ok()) {
        return {};
    }
    entry.bytes = rest.size() - in.rest().size();
    return entry;
}

// How many bytes of it are damaged: up to the next entry that is whole.
std::size_t damaged_at(ByteView rest) {
    std::size_t damaged = 1;
    while (damaged < rest.size() && !entry_at(rest.subspan(damaged)).fits_mark) {
        ++damaged;
    }
    return damaged;
}

void take(Entry entry, ReadArrivals& read) {
    if (auto* const answer = std::get_if<ArrivedAnswer>(&entry.content)) {
        read.answers.push_back(std::move(*answer));
    } else if (const auto* const key = std::get_if<ArrivedKey>(&entry.content)) {
        read.keys.push_back(*key);
    }
}

}  // namespace

void ArrivalRow::add(const ArrivedAnswer& answer) {
    bytes_.push_back(answer_entry);
    put_bytes(bytes_, answer.place.round);
    put_number(bytes_, static_cast<std::uint64_t>(answer.place.epoch));
    put_number(bytes_, answer.sealed.bytes().size());
    put_bytes(bytes_, answer.sealed.bytes());
    put_number(bytes_, answer.mark);
}

void ArrivalRow::add(const ArrivedKey& key) {
    bytes_.push_back(key_entry);
    put_bytes(bytes_, key.round);
    put_bytes(bytes_, key.id);
    put_bytes(bytes_, key.mac);
    put_number(bytes_, key.mark);
}

std::vector<DamagedArrival> damaged_in(std::int64_t number, ByteView unreadable) {
    constexpr std::size_t key_bytes = 1 + 16 + 32 + 32 + 8;
    std::vector<DamagedArrival> found;
    ByteView rest = unreadable;
    while (!rest.empty()) {
        const Entry entry = entry_at(rest);
        if (entry.bytes == 0 && !found.empty()) {
            break;
        }
        const bool is_key = rest[0] == key_entry || (entry.bytes == 0 && rest.size() == key_bytes);
        RowReading place(rest);
        place.bytes(1);
        found.push_back({.row = number, .round = place.fixed<base::Id>(), .is_answer = !is_key});
        rest = entry.bytes == 0 ? ByteView{} : rest.subspan(entry.bytes);
    }
    return found;
}

ReadArrivals read_arrivals(ByteView row) {
    ReadArrivals read;
    ByteView rest = row;
    while (!rest.empty()) {
        Entry entry = entry_at(rest);
        const std::size_t bytes = entry.fits_mark ? entry.bytes : damaged_at(rest);
        if (bytes == entry.bytes) {
            take(std::move(entry), read);
        } else {
            put_bytes(read.unreadable, rest.first(bytes));
        }
        rest = rest.subspan(bytes);
    }
    return read;
}

}  // namespace lyhord::store::sqlite
