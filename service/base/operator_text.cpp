#include "base/operator_text.h"

namespace lyhord::base {

JsonPointer JsonPointer::child(std::size_t index) const {
    JsonPointer next = *this;
    next.text_ += '/';
    next.text_ += std::to_string(index);
    return next;
}

JsonPointer JsonPointer::child(OperatorKey, std::string_view key) const {
    JsonPointer next = *this;
    next.text_ += '/';
    for (const char c : key) {
        if (c == '~') {
            next.text_ += "~0";
        } else if (c == '/') {
            next.text_ += "~1";
        } else {
            next.text_ += c;
        }
    }
    return next;
}

}  // namespace lyhord::base
