#include "disclosure/peeling.h"

#include <bit>
#include <utility>

namespace lyhord::disclosure {
namespace {

constexpr std::size_t word_bits = 64;

constexpr std::uint64_t bit_of(Index value) { return std::uint64_t{1} << (value % word_bits); }

}  // namespace

Peeling::Peeling(const QuestionShape& shape, std::span<const Fragment> fragments)
    : shape_(shape),
      fragments_(fragments),
      values_matter_(shape.rules == Rules::all && shape.choice == Choice::single),
      words_((shape.options + word_bits - 1) / word_bits),
      stays_(fragments.size(), true),
      witness_(fragments.size(), 0) {
    add_partition(1, std::vector<Index>(fragments.size(), 0));
    for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
        std::vector<Index> category_of;
        category_of.reserve(fragments.size());
        for (const Fragment& fragment : fragments) category_of.push_back(fragment.categories[d]);
        add_partition(shape.dimensions[d].categories.size(), std::move(category_of));
    }
}

void Peeling::add_partition(std::size_t categories, std::vector<Index> category_of) {
    Partition partition{.tally = Tally(categories, shape_.options),
                        .category_of = std::move(category_of),
                        .members = std::vector<std::vector<Index>>(categories),
                        .seen = std::vector<std::uint64_t>(categories * words_, 0),
                        .waiting = std::vector<bool>(categories, false)};
    for (Index fragment = 0; fragment < fragments_.size(); ++fragment) {
        const Index category = partition.category_of[fragment];
        partition.tally.add(category, fragments_[fragment].options);
        partition.members[category].push_back(fragment);
        for (const Index value : fragments_[fragment].options) {
            partition.seen[category * words_ + value / word_bits] |= bit_of(value);
        }
    }
    partitions_.push_back(std::move(partition));
    for (Index category = 0; category < categories; ++category) {
        judge_later({.partition = partitions_.size() - 1, .category = category});
    }
}

std::vector<bool> Peeling::run() {
    judge_categories();
    if (!values_matter_) return stays_;
    values_lost_.clear();
    for (Index fragment = 0; fragment < fragments_.size(); ++fragment) {
        if (stays_[fragment]) look_for_witness(fragment);
    }
    judge_categories();
    while (!values_lost_.empty()) {
        judge_fragments();
        judge_categories();
    }
    return stays_;
}

void Peeling::judge_later(Place place) {
    Partition& partition = partitions_[place.partition];
    if (partition.waiting[place.category]) return;
    partition.waiting[place.category] = true;
    categories_to_judge_.push_back(place);
}

void Peeling::judge_categories() {
    while (!categories_to_judge_.empty()) {
        const Place place = categories_to_judge_.back();
        categories_to_judge_.pop_back();
        Partition& partition = partitions_[place.partition];
        partition.waiting[place.category] = false;
        if (!breaks_rules(shape_, partition.tally, place.category)) continue;
        for (const Index fragment : partition.members[place.category]) take_out(fragment);
    }
}

void Peeling::judge_fragments() {
    for (const Lost& lost : std::exchange(values_lost_, {})) {
        const Partition& partition = partitions_[lost.place.partition];
        for (const Index fragment : partition.members[lost.place.category]) {
            const bool concerned = stays_[fragment] && witness_[fragment] == lost.value;
            if (concerned) look_for_witness(fragment);
        }
    }
}

void Peeling::take_out(Index fragment) {
    if (!stays_[fragment]) return;
    stays_[fragment] = false;
    const std::vector<Index>& options = fragments_[fragment].options;
    for (std::size_t p = 0; p < partitions_.size(); ++p) {
        const Place place{.partition = p, .category = partitions_[p].category_of[fragment]};
        partitions_[p].tally.remove(place.category, options);
        judge_later(place);
        for (const Index value : options) forget_value(place, value);
    }
}

void Peeling::forget_value(Place place, Index value) {
    Partition& partition = partitions_[place.partition];
    if (partition.tally.ticks(place.category, value) > 0) return;
    partition.seen[place.category * words_ + value / word_bits] &= ~bit_of(value);
    if (values_matter_) values_lost_.push_back({.place = place, .value = value});
}

void Peeling::look_for_witness(Index fragment) {
    if (const std::optional<Index> found = other_value(fragment)) {
        witness_[fragment] = *found;
    } else {
        take_out(fragment);
    }
}

std::optional<Index> Peeling::other_value(Index fragment) const {
    const Index own = fragments_[fragment].options.front();
    for (std::size_t word = 0; word < words_; ++word) {
        std::uint64_t common = own / word_bits == word ? ~bit_of(own) : ~std::uint64_t{0};
        for (const Partition& partition : partitions_) {
            common &= partition.seen[partition.category_of[fragment] * words_ + word];
        }
        if (common != 0) {
            return static_cast<Index>(word * word_bits) +
                   static_cast<Index>(std::countr_zero(common));
        }
    }
    return std::nullopt;
}

}  // namespace lyhord::disclosure
