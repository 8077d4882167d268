// refuse: RedactedText\(std::string, std::vector.*\).* is private within this context
#include <string>
#include <utility>

#include "domain/redacted_text.h"

namespace lyhord {

namespace anonymize {
class Redactor {
public:
    static domain::RedactedText redact(std::string text) {
        return domain::RedactedText(std::move(text));
    }
};
}  // namespace anonymize

#ifdef CONTROL
domain::RedactedText claim(std::string text) {
    return anonymize::Redactor::redact(std::move(text));
}
#else
domain::RedactedText claim(std::string text) { return domain::RedactedText(std::move(text)); }
#endif

}  // namespace lyhord
