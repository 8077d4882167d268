// Any bytes become valid text in normal form; redacting twice is redacting once; a token that was
// there stays; what was masked is told in order, and lies within what came in.
#include <string>

#include "anonymize/label.h"
#include "anonymize/redactor.h"
#include "base/bytes.h"
#include "base/utf8.h"
#include "fuzz/must.h"
#include "support/count_of.h"

namespace lyhord::fuzz {
namespace {

using tests::count_of;

anonymize::Redaction redact(std::string_view text) {
    static const anonymize::Redactor redactor;
    return redactor.redact(domain::RawText(std::string(text)));
}

void judge(std::string_view text) {
    const anonymize::Redaction once = redact(text);
    const std::string_view masked = once.text.view();
    must(base::is_valid_utf8(masked) && base::nfc(masked) == masked);
    must(redact(masked).text.view() == masked);
    if (once.withheld) {
        must(masked.empty() && once.spans.empty());
        return;
    }
    for (const anonymize::Label label : anonymize::all_labels) {
        const std::string_view token = anonymize::token(label);
        must(count_of(masked, token) >= count_of(text, token));
    }
    std::size_t end = 0;
    for (const anonymize::Span& span : once.spans) {
        must(end <= span.start_byte && span.start_byte < span.end_byte);
        end = span.end_byte;
    }
    must(end <= text.size());
}

}  // namespace
}  // namespace lyhord::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    lyhord::fuzz::judge(lyhord::base::as_text({data, size}));
    return 0;
}
