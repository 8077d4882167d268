// Any bytes end; redacting twice is redacting once.
#include <cstdlib>

#include "anonymize/redactor.h"
#include "base/bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const lyhord::anonymize::Redactor redactor;
    const std::string once = redactor.mask(lyhord::base::as_text({data, size}));
    if (redactor.mask(once) != once) {
        std::abort();
    }
    return 0;
}
