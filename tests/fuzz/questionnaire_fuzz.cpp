// A questionnaire file is read or refused with at least one reason.
#include <cstdlib>

#include "base/bytes.h"
#include "domain/files.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read = lyhord::domain::QuestionnaireFile::read(lyhord::base::as_text({data, size}));
    if (!read && read.error().empty()) {
        std::abort();
    }
    return 0;
}
