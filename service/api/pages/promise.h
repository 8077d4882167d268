// Owns the promise that residents read before answering, word for word as in the design of privacy.
#pragma once

#include <string>

#include "api/pages/page_language.h"

namespace lyhord::api {

// Groups of at least `batch_size` answers; texts are deleted `deleted` (a day, or words for one).
std::string promise_words(const Pages& pages,
                          const PageLanguage& language,
                          int batch_size,
                          const std::string& deleted);

}  // namespace lyhord::api
