// Any bytes end; redacting twice is redacting once.
#include <cstdlib>
#include <string>

#include "anonymize/redactor.h"
#include "base/bytes.h"

namespace {

std::string masked(std::string_view text) {
    static const lyhord::anonymize::Redactor redactor;
    const auto redaction = redactor.redact(lyhord::domain::RawText(std::string(text)));
    return std::string(redaction.text.view());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string once = masked(lyhord::base::as_text({data, size}));
    if (masked(once) != once) {
        std::abort();
    }
    return 0;
}
