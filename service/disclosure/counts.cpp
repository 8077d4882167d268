#include "disclosure/counts.h"

namespace lyhord::disclosure {
namespace {

void add(CategoryCounts& counts, const std::vector<Index>& options) {
    ++counts.base;
    for (const Index option : options) ++counts.options[option];
}

}  // namespace

CategoryCounts& CategoryCounts::operator+=(const CategoryCounts& other) {
    base += other.base;
    if (options.size() < other.options.size()) options.resize(other.options.size(), 0);
    for (std::size_t i = 0; i < other.options.size(); ++i) options[i] += other.options[i];
    return *this;
}

Counts& Counts::operator+=(const Counts& other) {
    total += other.total;
    if (dimensions.size() < other.dimensions.size()) dimensions.resize(other.dimensions.size());
    for (std::size_t d = 0; d < other.dimensions.size(); ++d) {
        std::vector<CategoryCounts>& mine = dimensions[d];
        const std::vector<CategoryCounts>& theirs = other.dimensions[d];
        if (mine.size() < theirs.size()) mine.resize(theirs.size());
        for (std::size_t c = 0; c < theirs.size(); ++c) mine[c] += theirs[c];
    }
    return *this;
}

Counts no_counts(const QuestionShape& shape) {
    const CategoryCounts none{.base = 0, .options = std::vector<std::int64_t>(shape.options, 0)};
    Counts counts{.total = none, .dimensions = {}};
    for (const Dimension& dimension : shape.dimensions) {
        counts.dimensions.emplace_back(dimension.categories.size(), none);
    }
    return counts;
}

Counts count(const QuestionShape& shape,
             std::span<const Fragment> fragments,
             const Outcome& outcome) {
    Counts counts = no_counts(shape);
    for (const Admitted& admitted : outcome.admitted) {
        const std::vector<Index>& options = fragments[admitted.fragment].options;
        add(counts.total, options);
        for (std::size_t d = 0; d < admitted.categories.size(); ++d) {
            add(counts.dimensions[d][admitted.categories[d]], options);
        }
    }
    return counts;
}

}  // namespace lyhord::disclosure
