#include "disclosure/settlement.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <optional>
#include <utility>

#include "disclosure/peeling.h"
#include "disclosure/tally.h"

namespace lyhord::disclosure {
namespace {

int steps_to_end(const Dimension& dimension, Index category) {
    int steps = 0;
    for (; category != dimension.not_reported; ++steps) {
        category = dimension.categories[category].moves_to;
    }
    return steps;
}

// Whole categories on the move within one dimension.
class Moving {
public:
    Moving(const QuestionShape& shape, std::span<const Fragment> fragments, std::size_t dimension)
        : shape_(shape),
          dimension_(shape.dimensions[dimension]),
          tally_(dimension_.categories.size(), shape.options),
          now_(dimension_.categories.size()) {
        std::iota(now_.begin(), now_.end(), Index{0});
        for (const Fragment& fragment : fragments) {
            tally_.add(fragment.categories[dimension], fragment.options);
        }
    }

    // Farthest from "Ej redovisat" first: a remainder is judged when everything that moves to it
    // has arrived. A category that keeps the rules goes on keeping them while others join it, and
    // one that was emptied is not refilled, so one pass leaves nothing to move.
    std::vector<Index> run() {
        std::vector<Index> order = now_;
        std::ranges::stable_sort(order, [this](Index a, Index b) {
            return steps_to_end(dimension_, a) > steps_to_end(dimension_, b);
        });
        for (const Index category : order) mend(category);
        return now_;
    }

private:
    // A category nobody moves to leaves at once. A remainder first takes in the smallest category
    // among those that lead to it (so that its name, "Övriga X", stays true: all of them lie in X),
    // and leaves only when all of X is in it. Everything leads to "Ej redovisat".
    void mend(Index category) {
        while (breaks_rules(shape_, tally_, category)) {
            if (const std::optional<Index> joining = smallest_below(category)) {
                move(*joining, category);
                continue;
            }
            if (category != dimension_.not_reported) {
                move(category, dimension_.categories[category].moves_to);
            }
            return;
        }
    }

    std::optional<Index> smallest_below(Index target) const {
        std::optional<Index> smallest;
        for (Index category = 0; category < now_.size(); ++category) {
            if (category == target || tally_.size(category) == 0) continue;
            if (!leads_to(dimension_, category, target)) continue;
            if (!smallest || rank(category) < rank(*smallest)) smallest = category;
        }
        return smallest;
    }

    std::pair<int, bool> rank(Index category) const {
        return {tally_.size(category), category == dimension_.missing};
    }

    void move(Index from, Index into) {
        tally_.merge(from, into);
        std::ranges::replace(now_, from, into);
    }

    const QuestionShape& shape_;
    const Dimension& dimension_;
    Tally tally_;
    std::vector<Index> now_;
};

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
    return Moving(shape, fragments, dimension).run();
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
