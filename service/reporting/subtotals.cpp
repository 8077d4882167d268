#include "reporting/subtotals.h"

#include <algorithm>

namespace lyhord::reporting {
namespace {

// Whether the category's areas lie inside `area` (or are it).
bool lies_inside(const domain::AreaTree& areas,
                 const domain::Category& category,
                 std::size_t area) {
    const std::string_view id = category.id;
    const bool is_rest = id.starts_with(domain::rest_prefix);
    const auto place = areas.find(is_rest ? id.substr(domain::rest_prefix.size()) : id);
    return place && areas.is_within(*place, area);
}

bool is_category(const domain::Dimension& dimension, const std::string& code) {
    return std::ranges::any_of(dimension.categories,
                               [&](const domain::Category& c) { return c.id == code; });
}

}  // namespace

std::vector<Subtotal> subtotals_of(const domain::FrozenRound& round,
                                   const domain::Dimension& dimension,
                                   const domain::DimensionCounts& counts) {
    std::vector<Subtotal> subtotals;
    if (counts.recoded > 0) {
        return subtotals;
    }
    for (std::size_t i = 0; i < round.areas.areas.size(); ++i) {
        const domain::Area& area = round.areas.areas[i];
        if (round.areas.is_leaf(i) || is_category(dimension, area.code)) {
            continue;
        }
        Subtotal subtotal{.code = area.code, .name = area.name, .counts = {}};
        for (const domain::CategoryCounts& part : counts.categories) {
            if (!lies_inside(round.areas, dimension.categories[part.category], i)) {
                continue;
            }
            subtotal.counts.base += part.base;
            subtotal.counts.options.resize(part.options.size());
            for (std::size_t option = 0; option < part.options.size(); ++option) {
                subtotal.counts.options[option] += part.options[option];
            }
        }
        if (subtotal.counts.base > 0) {
            subtotals.push_back(std::move(subtotal));
        }
    }
    return subtotals;
}

}  // namespace lyhord::reporting
