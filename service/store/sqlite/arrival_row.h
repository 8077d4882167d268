// Owns how a row of `arrivals` is written and read: the answers, then the replay keys. An answer: 1
// (1), round (16), epoch (8), length (8), sealed bytes, mark (8). A key: 2 (1), round (16), id
// (32), MAC (32), mark (8). Numbers are little-endian. The marks are those that the tallies add up
// (store/row_mark.h), so that a flipped bit is found.
#pragma once

#include <vector>

#include "store/row_mark.h"
#include "store/rows.h"

namespace lyhord::store::sqlite {

struct ArrivedAnswer {
    SealedPlace place;
    domain::SealedAnswer sealed;
    std::uint64_t mark = 0;

    bool fits_mark() const { return mark == mark_of_pending(place, sealed); }
};

struct ArrivedKey {
    base::Id round{};
    base::Digest id{};
    base::Digest mac{};
    std::uint64_t mark = 0;

    bool fits_mark() const { return mark == mark_of_replay(round, id, mac); }
};

class ArrivalRow {
public:
    void add(const ArrivedAnswer& answer);
    void add(const ArrivedKey& key);
    const base::Bytes& bytes() const { return bytes_; }

private:
    base::Bytes bytes_;
};

// Damage to one entry does not reach the next: those that fit their marks are found again. One that
// does not fit is among these all the same if it ends where the next begins.
struct ReadArrivals {
    std::vector<ArrivedAnswer> answers;
    std::vector<ArrivedKey> keys;
    base::Bytes unreadable;
};

ReadArrivals read_arrivals(base::ByteView row);

// What the unreadable bytes of row `number` were. Where damage hides the end of an entry, what
// follows it is taken for a part of it.
std::vector<DamagedArrival> damaged_in(std::int64_t number, base::ByteView unreadable);

}  // namespace lyhord::store::sqlite
