#include "api/pages/promise.h"

namespace lyhord::api {

std::string promise_words(const Pages& pages,
                          const PageLanguage& language,
                          const PromiseTerms& terms) {
    const Placeholder placeholders[] = {{"n", std::to_string(terms.batch_size)},
                                        {"datum", terms.texts_deleted.value_or("")}};
    const std::string_view key = terms.texts_deleted ? "promise" : "promise_without_text";
    return filled(pages.text(language.page, key), placeholders);
}

}  // namespace lyhord::api
