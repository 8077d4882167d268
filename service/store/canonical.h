// Owns Canonical: the one byte form of a row's fields. Numbers are 8 bytes, big-endian; byte
// strings stand behind their length, so that no two rows share a form.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/crypto/crypto.h"

namespace lyhord::store {

class Canonical {
public:
    explicit Canonical(std::string_view table, std::size_t bytes_expected = 256) {
        out_.reserve(bytes_expected);
        text(table);
    }
    Canonical& number(std::int64_t value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            out_.push_back(static_cast<base::Byte>(static_cast<std::uint64_t>(value) >> shift));
        }
        return *this;
    }
    Canonical& bytes(base::ByteView value) {
        number(static_cast<std::int64_t>(value.size()));
        out_.insert(out_.end(), value.begin(), value.end());
        return *this;
    }
    Canonical& text(std::string_view value) { return bytes(base::as_bytes(value)); }
    Canonical& absent() { return number(-1); }

    base::Digest digest() const { return base::crypto::sha256(out_); }
    // The first 8 bytes of the digest.
    std::uint64_t mark() const {
        const base::Digest whole = digest();
        std::uint64_t mark = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            mark = mark << 8 | whole[i];
        }
        return mark;
    }

private:
    base::Bytes out_;
};

}  // namespace lyhord::store
