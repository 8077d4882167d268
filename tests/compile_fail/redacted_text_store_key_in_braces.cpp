// refuse: StoreKey\(\).* is private within this context
#include <string>
#include <utility>

#include "domain/redacted_text.h"

namespace lyhord {

namespace store {
class TextColumn {
public:
    static domain::RedactedText read(std::string text) {
        return domain::RedactedText::from_store({}, std::move(text));
    }
};
}  // namespace store

#ifdef CONTROL
domain::RedactedText claim(std::string text) { return store::TextColumn::read(std::move(text)); }
#else
domain::RedactedText claim(std::string text) {
    return domain::RedactedText::from_store({}, std::move(text));
}
#endif

}  // namespace lyhord
