// Owns the peeling of a batch by rules 1 to 3 (README.md), the step that ticks and settlement
// share.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "disclosure/shape.h"
#include "disclosure/tally.h"

namespace lyhord::disclosure {

// Work lists instead of passes: a category is judged again only when it lost a fragment, and a
// fragment only when it lost the value that kept it from being the only one possible (its
// "witness": a value other than its own that is seen in every one of its categories).
class Peeling {
public:
    // Both must outlive the peeling.
    Peeling(const QuestionShape& shape, std::span<const Fragment> fragments);

    // For each fragment whether it stays. To be called once.
    std::vector<bool> run();

private:
    // The batch divided by one dimension, or not divided at all (the whole batch as a category).
    struct Partition {
        Tally tally;
        std::vector<Index> category_of;           // by fragment
        std::vector<std::vector<Index>> members;  // by category
        std::vector<std::uint64_t> seen;          // by category: a bit for each value still there
        std::vector<bool> waiting;                // by category: on the list to be judged
    };
    struct Place {
        std::size_t partition = 0;
        Index category = 0;
    };
    struct Lost {
        Place place;
        Index value = 0;
    };

    void add_partition(std::size_t categories, std::vector<Index> category_of);
    void judge_later(Place place);
    void judge_categories();
    void judge_fragments();
    void take_out(Index fragment);
    void forget_value(Place place, Index value);
    void look_for_witness(Index fragment);
    std::optional<Index> other_value(Index fragment) const;

    const QuestionShape& shape_;
    std::span<const Fragment> fragments_;
    bool values_matter_;  // whether rule 3 applies
    std::size_t words_;   // of `seen`, for each category
    std::vector<Partition> partitions_;
    std::vector<bool> stays_;
    std::vector<Index> witness_;
    std::vector<Place> categories_to_judge_;
    std::vector<Lost> values_lost_;
};

}  // namespace lyhord::disclosure
