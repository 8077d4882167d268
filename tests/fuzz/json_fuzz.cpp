// Whatever parses must print and parse again to the same value.
#include "base/bytes.h"
#include "base/json/json.h"
#include "fuzz/must.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto value = lyhord::base::Json::parse(lyhord::base::as_text({data, size}));
    if (value) {
        const auto again = lyhord::base::Json::parse(value->dump());
        lyhord::fuzz::must(again && *again == *value);
    }
    return 0;
}
