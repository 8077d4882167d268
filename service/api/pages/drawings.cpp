#include "api/pages/drawings.h"

#include <charconv>

namespace lyhord::api {

std::string with_drawings(std::string_view page, std::span<const std::string> drawings) {
    constexpr std::string_view open = "<svg data-drawing=\"";
    constexpr std::string_view close = "\"></svg>";
    std::string out;
    for (std::size_t at = page.find(open); at != std::string_view::npos; at = page.find(open)) {
        out += page.substr(0, at);
        page.remove_prefix(at + open.size());
        const std::size_t end = page.find(close);
        if (end == std::string_view::npos) {
            break;
        }
        std::size_t number = drawings.size();
        std::from_chars(page.data(), page.data() + end, number);
        if (number < drawings.size()) {
            out += drawings[number];
        }
        page.remove_prefix(end + close.size());
    }
    return out += page;
}

}  // namespace lyhord::api
