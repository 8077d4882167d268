#include "disclosure/shape.h"

#include <algorithm>
#include <functional>

#include "base/limits.h"

namespace lyhord::disclosure {
namespace {

namespace limits = base::limits;

bool is_sound_dimension(const Dimension& dimension) {
    const std::size_t size = dimension.categories.size();
    if (dimension.missing && *dimension.missing >= size) return false;
    if (dimension.not_reported >= size || size > limits::categories_max) return false;
    for (const Category& category : dimension.categories) {
        if (category.moves_to >= size) return false;
    }
    if (dimension.categories[dimension.not_reported].moves_to != dimension.not_reported) {
        return false;
    }
    for (Index category = 0; category < size; ++category) {
        if (!leads_to(dimension, category, dimension.not_reported)) return false;
    }
    return true;
}

bool are_options_sound(const QuestionShape& shape, const std::vector<Index>& options) {
    if (shape.choice == Choice::none && !options.empty()) return false;
    if (shape.choice == Choice::single && options.size() != 1) return false;
    if (!options.empty() && options.back() >= shape.options) return false;
    return std::ranges::adjacent_find(options, std::greater_equal<>()) == options.end();
}

}  // namespace

bool leads_to(const Dimension& dimension, Index category, Index target) {
    // A sound chain visits no category twice, so the count ends an unsound one.
    for (std::size_t step = 0; step <= dimension.categories.size(); ++step) {
        if (category == target) return true;
        const Index next = dimension.categories[category].moves_to;
        if (next == category) return false;
        category = next;
    }
    return false;
}

bool is_sound(const QuestionShape& shape) {
    return shape.batch_size_min >= limits::batch_size_floor &&
           shape.batch_size_min <= limits::batch_size_max &&
           shape.options <= limits::categories_max &&
           shape.dimensions.size() <= limits::dimensions_max &&
           std::ranges::all_of(shape.dimensions, is_sound_dimension);
}

bool fits(const QuestionShape& shape, const Fragment& fragment) {
    if (fragment.categories.size() != shape.dimensions.size()) return false;
    for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
        if (fragment.categories[d] >= shape.dimensions[d].categories.size()) return false;
    }
    return are_options_sound(shape, fragment.options);
}

}  // namespace lyhord::disclosure
