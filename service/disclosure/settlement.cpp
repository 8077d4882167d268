#include "disclosure/settlement.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "disclosure/moving.h"
#include "disclosure/peeling.h"
#include "disclosure/tally.h"

namespace lyhord::disclosure {
namespace {

std::vector<Fragment> moved(const QuestionShape& shape, std::span<const Fragment> fragments) {
    std::vector<Fragment> result(fragments.begin(), fragments.end());
    for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
        const std::vector<Index> settled = settled_categories(shape, fragments, d);
        for (Fragment& fragment : result) fragment.categories[d] = settled[fragment.categories[d]];
    }
    return result;
}

// Whether the fragments that do not stay may be counted together. They are judged by themselves
// and not with those already under "Ej redovisat": in a dimension where nobody else is there, they
// are that category.
bool may_be_counted_together(const QuestionShape& shape,
                             std::span<const Fragment> fragments,
                             const std::vector<bool>& stays) {
    Tally tally(1, shape.options);
    for (std::size_t i = 0; i < fragments.size(); ++i) {
        if (!stays[i]) tally.add(0, fragments[i].options);
    }
    return tally.size(0) > 0 && !breaks_rules(shape, tally, 0);
}

}  // namespace

std::vector<Index> settled_categories(const QuestionShape& shape,
                                      std::span<const Fragment> fragments,
                                      std::size_t dimension) {
    const Dimension& divided = shape.dimensions[dimension];
    Tally tally(divided.categories.size(), shape.options);
    for (const Fragment& fragment : fragments) {
        tally.add(fragment.categories[dimension], fragment.options);
    }
    return moved_categories(shape, divided, std::move(tally));
}

Outcome settle(const QuestionShape& shape, std::span<const Fragment> fragments) {
    assert(std::ranges::all_of(fragments, [&](const Fragment& f) { return fits(shape, f); }));
    const std::vector<Fragment> now = moved(shape, fragments);
    const std::vector<bool> stays = Peeling(shape, now).run();
    const bool others_counted = may_be_counted_together(shape, fragments, stays);

    std::vector<Index> nowhere;
    for (const Dimension& dimension : shape.dimensions) nowhere.push_back(dimension.not_reported);
    Outcome outcome{.admitted = {},
                    .left = {},
                    .recoded = std::vector<std::int64_t>(shape.dimensions.size(), 0)};
    for (std::size_t i = 0; i < fragments.size(); ++i) {
        if (!stays[i] && !others_counted) {
            outcome.left.push_back(i);
            continue;
        }
        const std::vector<Index>& categories = stays[i] ? now[i].categories : nowhere;
        outcome.admitted.push_back({.fragment = i, .categories = categories});
        for (std::size_t d = 0; d < categories.size(); ++d) {
            if (categories[d] != fragments[i].categories[d]) ++outcome.recoded[d];
        }
    }
    return outcome;
}

}  // namespace lyhord::disclosure
