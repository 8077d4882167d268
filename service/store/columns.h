// Owns the only way by which stored bytes become RedactedText or SealedAnswer again. The right is
// given to the row readers of the engines alone: no other code of store/ can make one.
#pragma once

#include <string>
#include <utility>

#include "domain/redacted_text.h"
#include "domain/sealer.h"

namespace lyhord::store {
namespace sqlite {
class Row;
class PendingPieces;
}  // namespace sqlite

class TextColumn {
    friend class sqlite::Row;
    static domain::RedactedText read(std::string text) {
        return domain::RedactedText::from_store({}, std::move(text));
    }
};

class SealedColumn {
    friend class sqlite::Row;
    friend class sqlite::PendingPieces;
    static domain::SealedAnswer read(base::Bytes bytes) {
        return domain::SealedAnswer::from_store({}, std::move(bytes));
    }
};

}  // namespace lyhord::store
