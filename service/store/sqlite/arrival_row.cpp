#include "store/sqlite/arrival_row.h"

#include <algorithm>

#include "store/sqlite/pending.h"

namespace lyhord::store::sqlite {
namespace {

using base::Byte;
using base::Bytes;
using base::ByteView;

constexpr Byte row_version = 1;
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

// False if there is none, or it cannot be read.
bool take_entry(RowReading& in, ReadArrivals& read) {
    switch (in.fixed<std::array<Byte, 1>>()[0]) {
        case answer_entry: {
            ArrivedAnswer answer = answer_in(in);
            if (in.ok()) {
                read.answers.push_back(std::move(answer));
            }
            return in.ok();
        }
        case key_entry: {
            const ArrivedKey key = key_in(in);
            if (in.ok()) {
                read.keys.push_back(key);
            }
            return in.ok();
        }
        default:
            return false;
    }
}

}  // namespace

ArrivalRow::ArrivalRow() : bytes_{row_version} {}

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

ReadArrivals read_arrivals(ByteView row) {
    ReadArrivals read;
    RowReading in(row);
    ByteView rest = row;
    if (in.fixed<std::array<Byte, 1>>()[0] == row_version) {
        rest = in.rest();
        while (!rest.empty() && take_entry(in, read)) {
            rest = in.rest();
        }
    }
    read.rest.assign(rest.begin(), rest.end());
    return read;
}

}  // namespace lyhord::store::sqlite
