#include "app/place.h"

#include "base/whole_number.h"

namespace lyhord::app {
namespace {

constexpr std::string_view unix_prefix = "unix:";
constexpr int port_max = 65535;

}  // namespace

std::optional<Place> parse_place(std::string_view text) {
    if (text.starts_with(unix_prefix)) {
        text.remove_prefix(unix_prefix.size());
        return text.empty() ? std::nullopt : std::optional(Place{.address = {}, .unix_path = text});
    }
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) {
        return std::nullopt;
    }
    std::string_view address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) {
        address = address.substr(1, address.size() - 2);
    }
    const auto port = base::whole_number(text.substr(colon + 1));
    if (!port || *port < 0 || *port > port_max) {
        return std::nullopt;
    }
    return Place{.address = std::string(address), .port = static_cast<int>(*port), .unix_path = {}};
}

bool is_local(const Place& place) {
    return !place.unix_path.empty() || place.address.starts_with("127.") || place.address == "::1";
}

}  // namespace lyhord::app
