// Owns Tally: how many fragments each category of a partition holds and how often each option is
// ticked there; and the two rules that can be judged from a tally alone.
#pragma once

#include <span>
#include <vector>

#include "disclosure/shape.h"

namespace lyhord::disclosure {

class Tally {
public:
    Tally(std::size_t categories, std::size_t options);

    void add(Index category, std::span<const Index> options);
    // Without options.
    void add_many(Index category, int fragments) { sizes_[category] += fragments; }
    void remove(Index category, std::span<const Index> options);
    // Empties `from`, a different category.
    void merge(Index from, Index into);

    int size(Index category) const { return sizes_[category]; }
    int ticks(Index category, Index option) const { return ticks_[at(category, option)]; }
    // Ticks of the option that is ticked most often; 0 without options.
    int most_common(Index category) const;

private:
    std::size_t at(Index category, Index option) const { return category * options_ + option; }

    std::size_t options_;
    std::vector<int> sizes_;
    std::vector<int> ticks_;
};

// Rules 1 and 2 (README.md) for one category. An empty category breaks nothing.
//
// Rule 2 asks of a single choice whether fewer than two differ from the most common value, and of a
// multiple choice whether fewer than two left out some option. Both are "size less the most ticked
// option is under two".
bool breaks_rules(const QuestionShape& shape, const Tally& tally, Index category);

}  // namespace lyhord::disclosure
