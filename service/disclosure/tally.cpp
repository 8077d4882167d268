#include "disclosure/tally.h"

#include <algorithm>
#include <utility>

namespace lyhord::disclosure {

Tally::Tally(std::size_t categories, std::size_t options)
    : options_(options), sizes_(categories), ticks_(categories * options) {}

void Tally::add(Index category, std::span<const Index> options) {
    ++sizes_[category];
    for (const Index option : options) ++ticks_[at(category, option)];
}

void Tally::remove(Index category, std::span<const Index> options) {
    --sizes_[category];
    for (const Index option : options) --ticks_[at(category, option)];
}

void Tally::merge(Index from, Index into) {
    sizes_[into] += std::exchange(sizes_[from], 0);
    for (Index option = 0; option < options_; ++option) {
        ticks_[at(into, option)] += std::exchange(ticks_[at(from, option)], 0);
    }
}

int Tally::most_common(Index category) const {
    int most = 0;
    for (Index option = 0; option < options_; ++option) {
        most = std::max(most, ticks(category, option));
    }
    return most;
}

bool breaks_rules(const QuestionShape& shape, const Tally& tally, Index category) {
    const int size = tally.size(category);
    if (size == 0) return false;
    if (size < shape.batch_size_min) return true;
    return shape.rules == Rules::all && size - tally.most_common(category) < 2;
}

}  // namespace lyhord::disclosure
