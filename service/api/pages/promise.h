// Owns the promise that residents read before answering, word for word as in the design of privacy.
#pragma once

#include <optional>
#include <string>

#include "api/pages/page_language.h"

namespace lyhord::api {

struct PromiseTerms {
    int batch_size = 0;                        // groups of at least so many answers
    std::optional<std::string> texts_deleted;  // a day, or words for one; nothing: no text is asked
};

std::string promise_words(const Pages& pages,
                          const PageLanguage& language,
                          const PromiseTerms& terms);

}  // namespace lyhord::api
