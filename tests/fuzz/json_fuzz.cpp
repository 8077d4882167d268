// Whatever parses must print and parse again to the same value.
#include <cstdlib>

#include "base/bytes.h"
#include "base/json/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto value = lyhord::base::Json::parse(lyhord::base::as_text({data, size}));
    if (value) {
        const auto again = lyhord::base::Json::parse(value->dump());
        if (!again || !(*again == *value)) {
            std::abort();
        }
    }
    return 0;
}
