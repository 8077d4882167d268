// refuse: no matching function for call to '.*RedactedText::RedactedText\(.*RawText&
#include <utility>

#include "domain/raw_text.h"
#include "domain/redacted_text.h"

namespace lyhord {

#ifdef CONTROL
domain::RedactedText claim(domain::RedactedText text) {
    return domain::RedactedText(std::move(text));
}
#else
domain::RedactedText claim(domain::RawText text) { return domain::RedactedText(std::move(text)); }
#endif

}  // namespace lyhord
