#include "domain/area.h"

#include <algorithm>

namespace lyhord::domain {

std::optional<std::size_t> AreaTree::find(std::string_view code) const {
    const auto found = std::ranges::find(areas, code, &Area::code);
    if (found == areas.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - areas.begin());
}

bool AreaTree::is_within(std::size_t area, std::size_t ancestor) const {
    std::optional<std::size_t> at = area;
    while (at && *at != ancestor) {
        at = areas[*at].parent;
    }
    return at.has_value();
}

bool AreaTree::is_leaf(std::size_t area) const {
    return std::ranges::none_of(areas, [area](const Area& other) { return other.parent == area; });
}

}  // namespace lyhord::domain
