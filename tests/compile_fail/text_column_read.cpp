// refuse: TextColumn::read\(std::string\)' is private within this context
#include <string>
#include <utility>

#include "store/columns.h"

namespace lyhord {

namespace store::sqlite {
class Row {
public:
    static domain::RedactedText text(std::string text) { return TextColumn::read(std::move(text)); }
};
}  // namespace store::sqlite

#ifdef CONTROL
domain::RedactedText claim(std::string text) { return store::sqlite::Row::text(std::move(text)); }
#else
domain::RedactedText claim(std::string text) { return store::TextColumn::read(std::move(text)); }
#endif

}  // namespace lyhord
