// Owns the area tree of a municipality.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyhord::domain {

struct Area {
    std::string code;
    std::string name;
    std::string kind;
    std::optional<std::size_t> parent;  // index of an area that stands earlier
    std::optional<double> population;
};

struct AreaTree {
    std::string scheme;
    std::vector<Area> areas;  // parents before children

    std::optional<std::size_t> find(std::string_view code) const;
    // True for `area` itself too.
    bool is_within(std::size_t area, std::size_t ancestor) const;
    bool is_leaf(std::size_t area) const;
};

}  // namespace lyhord::domain
