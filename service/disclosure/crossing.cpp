#include "disclosure/crossing.h"

#include <cassert>

#include "base/limits.h"

namespace lyhord::disclosure {
namespace {

// "Ej redovisat" may stand anywhere among a part's categories; a crossing counts without it.
std::size_t reported_size(const Dimension& part) { return part.categories.size() - 1; }

Index place_of(const Dimension& part, Index category) {
    assert(category != part.not_reported);
    return category < part.not_reported ? category : category - 1;
}

Index category_at(const Dimension& part, std::size_t place) {
    const auto category = static_cast<Index>(place);
    return category < part.not_reported ? category : category + 1;
}

std::size_t combinations(std::span<const Dimension> parts) {
    std::size_t product = 1;
    for (const Dimension& part : parts) {
        product *= reported_size(part);
        if (product > base::limits::categories_max) break;
    }
    return product;
}

// The combination's category of each part.
std::vector<Index> taken_apart(std::span<const Dimension> parts, std::size_t combination) {
    std::vector<Index> categories(parts.size());
    for (std::size_t p = parts.size(); p-- > 0;) {
        categories[p] = category_at(parts[p], combination % reported_size(parts[p]));
        combination /= reported_size(parts[p]);
    }
    return categories;
}

std::string joined_ids(std::span<const Dimension> parts, std::span<const Index> categories) {
    std::string id;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        if (p > 0) id += '*';
        id += parts[p].categories[categories[p]].id;
    }
    return id;
}

// How many places stand between the combinations and "Ej redovisat": one for each category of the
// first part under within_first.
std::size_t waypoints(std::span<const Dimension> parts, CrossingMove move) {
    return move == CrossingMove::within_first ? reported_size(parts.front()) : 0;
}

}  // namespace

base::Result<Dimension> cross(std::span<const Dimension> parts, CrossingMove move) {
    assert(parts.size() >= 2);
    const std::size_t cells = combinations(parts);
    const std::size_t stops = waypoints(parts, move);
    if (cells + stops + 1 > base::limits::categories_max) {
        return base::fail(base::Fault::too_large, "a crossing has too many categories");
    }
    const auto not_reported = static_cast<Index>(cells + stops);
    Dimension crossing{
        .id = parts.front().id, .categories = {}, .missing = {}, .not_reported = not_reported};
    for (const Dimension& part : parts.subspan(1)) crossing.id += '*' + part.id;
    for (std::size_t cell = 0; cell < cells; ++cell) {
        const std::vector<Index> categories = taken_apart(parts, cell);
        const Index stop = static_cast<Index>(cells) + place_of(parts.front(), categories.front());
        crossing.categories.push_back(
            {.id = joined_ids(parts, categories), .moves_to = stops > 0 ? stop : not_reported});
    }
    for (std::size_t stop = 0; stop < stops; ++stop) {
        const Index category = category_at(parts.front(), stop);
        crossing.categories.push_back(
            {.id = parts.front().categories[category].id + '*' + std::string(not_reported_id),
             .moves_to = not_reported});
    }
    crossing.categories.push_back({.id = std::string(not_reported_id), .moves_to = not_reported});
    return crossing;
}

Index crossed_category(std::span<const Dimension> parts, std::span<const Index> categories) {
    std::size_t cell = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        cell = cell * reported_size(parts[p]) + place_of(parts[p], categories[p]);
    }
    return static_cast<Index>(cell);
}

std::vector<CategoryCounts> margin(std::span<const Dimension> parts,
                                   std::size_t part,
                                   std::span<const CategoryCounts> crossing) {
    const Dimension& dimension = parts[part];
    const std::size_t cells = combinations(parts);
    const std::size_t options = crossing.front().options.size();
    const CategoryCounts none{.base = 0, .options = std::vector<std::int64_t>(options, 0)};
    std::vector<CategoryCounts> result(dimension.categories.size(), none);
    for (std::size_t c = 0; c < crossing.size(); ++c) {
        Index category = dimension.not_reported;
        if (c < cells) category = taken_apart(parts, c)[part];
        const bool within_first = c >= cells && c + 1 < crossing.size();
        if (within_first && part == 0) category = category_at(dimension, c - cells);
        result[category] += crossing[c];
    }
    return result;
}

}  // namespace lyhord::disclosure
