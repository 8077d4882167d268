#include "domain/localized_text.h"

namespace lyhord::domain {

LocalizedText::Found LocalizedText::in(std::string_view language, std::string_view fallback) const {
    Found found;
    for (const auto& [tag, text] : texts_) {
        if (tag == language) {
            return {text, tag};
        }
        if (found.text.data() == nullptr || (tag == fallback && found.language != fallback)) {
            found = {text, tag};
        }
    }
    return found;
}

}  // namespace lyhord::domain
