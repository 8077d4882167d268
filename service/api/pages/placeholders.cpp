#include "api/pages/placeholders.h"

#include <algorithm>

namespace lyhord::api {

std::string filled(std::string_view text, std::span<const Placeholder> placeholders) {
    std::string out;
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('{'), text.size());
        out += text.substr(0, open);
        text.remove_prefix(open);
        const std::size_t close = text.find('}');
        if (close == std::string_view::npos) {
            break;
        }
        const std::string_view name = text.substr(1, close - 1);
        const auto found = std::ranges::find(placeholders, name, &Placeholder::name);
        if (found == placeholders.end()) {
            out += '{';
            text.remove_prefix(1);
        } else {
            out += found->value;
            text.remove_prefix(close + 1);
        }
    }
    return out += text;
}

std::vector<std::string> placeholders_of(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t at = text.find('{'); at != std::string_view::npos;
         at = text.find('{', at + 1)) {
        found.emplace_back(text.substr(at, text.find('}', at) - at));
    }
    std::ranges::sort(found);
    return found;
}

}  // namespace lyhord::api
