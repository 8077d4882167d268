#include "api/pages/promise.h"

namespace lyhord::api {

std::string promise_words(const Pages& pages,
                          const PageLanguage& language,
                          int batch_size,
                          const std::string& deleted) {
    const Placeholder placeholders[] = {{"n", std::to_string(batch_size)}, {"datum", deleted}};
    return filled(pages.text(language.page, "promise"), placeholders);
}

}  // namespace lyhord::api
