#include "disclosure/moving.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

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
    Moving(const QuestionShape& shape, const Dimension& dimension, Tally tally)
        : shape_(shape),
          dimension_(dimension),
          tally_(std::move(tally)),
          now_(dimension.categories.size()) {
        std::iota(now_.begin(), now_.end(), Index{0});
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

}  // namespace

std::vector<Index> moved_categories(const QuestionShape& shape,
                                    const Dimension& dimension,
                                    Tally tally) {
    return Moving(shape, dimension, std::move(tally)).run();
}

}  // namespace lyhord::disclosure
