// Owns Row: one row of a result, read by column and type. A column that does not hold what its type
// demands makes the row damaged, and the whole read corrupt; no reader needs to check.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

#include "base/bytes.h"
#include "base/clock.h"
#include "store/columns.h"

struct sqlite3_stmt;

namespace lyhord::store::sqlite {

class Row {
public:
    explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;

    bool damaged() const { return damaged_; }

    bool is_null(int column);
    std::int64_t integer(int column);
    std::string text(int column);
    base::Bytes bytes(int column);
    // Valid until the next row.
    base::ByteView view(int column);

    // Refuses a number that T does not hold.
    template <std::integral T>
    T number(int column) {
        const std::int64_t value = integer(column);
        require(std::in_range<T>(value));
        return static_cast<T>(value);
    }
    bool flag(int column) { return integer(column) != 0; }
    // Refuses a number beyond `last`.
    template <typename Enum>
    Enum one_of(int column, Enum last) {
        const std::int64_t value = integer(column);
        require(value >= 0 && value <= static_cast<std::int64_t>(last));
        return static_cast<Enum>(damaged_ ? 0 : value);
    }
    base::Day day(int column) { return base::Day(number<std::int32_t>(column)); }
    base::Instant instant(int column) { return {integer(column)}; }

    template <std::size_t N>
    std::array<base::Byte, N> fixed(int column) {
        const base::ByteView found = view(column);
        std::array<base::Byte, N> out{};
        require(found.size() == N);
        std::copy_n(found.begin(), std::min(found.size(), N), out.begin());
        return out;
    }
    base::Id id(int column) { return fixed<16>(column); }
    base::Digest digest(int column) { return fixed<32>(column); }

    domain::SealedAnswer sealed(int column) { return SealedColumn::read(bytes(column)); }
    domain::RedactedText redacted(int column) { return TextColumn::read(text(column)); }

    void require(bool holds) { damaged_ = damaged_ || !holds; }

private:
    sqlite3_stmt* statement_;
    bool damaged_ = false;
};

}  // namespace lyhord::store::sqlite
