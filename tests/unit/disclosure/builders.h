// Owns short ways to write shapes and fragments in the tests of this folder.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "disclosure/admission.h"
#include "disclosure/shape.h"
#include "domain/reserved_ids.h"

namespace lyhord::disclosure::testing {

// The given categories, then "Uppgift saknas" and "Ej redovisat", to which all of them move.
inline Dimension listed_dimension(std::string id, const std::vector<std::string>& category_ids) {
    Dimension dimension{.id = std::move(id),
                        .categories = {},
                        .missing = static_cast<Index>(category_ids.size()),
                        .not_reported = static_cast<Index>(category_ids.size() + 1)};
    for (const std::string& category : category_ids) {
        dimension.categories.push_back({.id = category, .moves_to = dimension.not_reported});
    }
    for (const std::string_view category :
         {domain::missing_category, domain::not_reported_category}) {
        dimension.categories.push_back(
            {.id = std::string(category), .moves_to = dimension.not_reported});
    }
    return dimension;
}

// Categories 0 to n-1, then n = `_missing` and n+1 = `_not_reported`.
inline Dimension dimension(std::string id, std::size_t categories) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < categories; ++i) ids.push_back(id + std::to_string(i));
    return listed_dimension(id, ids);
}

// Five options, b = 5, all rules, single choice; dimensions "d0", "d1" ... of the given sizes.
inline QuestionShape shape_of(std::initializer_list<std::size_t> dimension_sizes) {
    QuestionShape shape{.rules = Rules::all,
                        .choice = Choice::single,
                        .options = 5,
                        .dimensions = {},
                        .batch_size_min = 5};
    for (const std::size_t size : dimension_sizes) {
        shape.dimensions.push_back(dimension("d" + std::to_string(shape.dimensions.size()), size));
    }
    return shape;
}

struct Group {
    std::size_t size = 0;
    std::vector<Index> options;
    std::vector<Index> categories;
};

// `size` equal fragments of each group, in order.
inline std::vector<Fragment> fragments_of(std::initializer_list<Group> groups) {
    std::vector<Fragment> fragments;
    for (const Group& group : groups) {
        fragments.insert(fragments.end(),
                         group.size,
                         {.options = group.options, .categories = group.categories});
    }
    return fragments;
}

inline std::vector<std::size_t> admitted_positions(const Outcome& outcome) {
    std::vector<std::size_t> positions;
    for (const Admitted& admitted : outcome.admitted) positions.push_back(admitted.fragment);
    return positions;
}

// The final category of every admitted fragment in one dimension.
inline std::vector<Index> final_categories(const Outcome& outcome, std::size_t dimension) {
    std::vector<Index> categories;
    for (const Admitted& admitted : outcome.admitted) {
        categories.push_back(admitted.categories[dimension]);
    }
    return categories;
}

}  // namespace lyhord::disclosure::testing
