#include "reporting/report_words.h"

#include <algorithm>

namespace lyhord::reporting {

std::string ReportWords::text(std::string_view key,
                              std::initializer_list<Placeholder> placeholders) const {
    return with_values(lookup_("staff_report_" + std::string(key)), placeholders);
}

std::string with_values(std::string_view text,
                        std::initializer_list<ReportWords::Placeholder> placeholders) {
    std::string out;
    while (true) {
        const std::size_t open = text.find('{');
        const std::size_t close = text.find('}', open);
        if (open == std::string_view::npos || close == std::string_view::npos) {
            return out.append(text);
        }
        const std::string_view name = text.substr(open + 1, close - open - 1);
        const auto found = std::ranges::find(placeholders, name, &ReportWords::Placeholder::first);
        out.append(text.substr(0, open));
        out.append(found != placeholders.end() ? found->second
                                               : text.substr(open, close - open + 1));
        text.remove_prefix(close + 1);
    }
}

}  // namespace lyhord::reporting
