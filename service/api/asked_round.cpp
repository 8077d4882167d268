#include "api/asked_round.h"

#include <charconv>
#include <string_view>

#include "api/pages/pages.h"

namespace lyhord::api {

base::Result<std::optional<std::int64_t>> wanted_round(const http::Request& request) {
    const std::string_view text = request.query_value("round");
    if (text.empty()) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1) {
        return base::fail(base::Fault::invalid, "the round must be a whole number above 0");
    }
    return number;
}

reporting::ReportWords report_words(const Services& services) {
    return reporting::ReportWords(
        [&pages = services.pages](std::string_view key) { return pages.text("sv", key); });
}

}  // namespace lyhord::api
