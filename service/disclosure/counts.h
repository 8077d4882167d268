// Owns Counts: what is left of admitted fragments. Counts of batches are added up, for ever.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "disclosure/admission.h"
#include "disclosure/shape.h"

namespace lyhord::disclosure {

struct CategoryCounts {
    std::int64_t base = 0;              // fragments, i.e. people who answered the question
    std::vector<std::int64_t> options;  // ticks of each option; multiple choices exceed the base

    CategoryCounts& operator+=(const CategoryCounts& other);
    bool operator==(const CategoryCounts&) const = default;
};

struct Counts {
    CategoryCounts total;
    std::vector<std::vector<CategoryCounts>> dimensions;  // by dimension, then category

    // The sum knows the options and categories that either knows.
    Counts& operator+=(const Counts& other);
    bool operator==(const Counts&) const = default;
};

Counts no_counts(const QuestionShape& shape);

// What the admitted fragments of `outcome` add. In each dimension the categories sum to the total.
Counts count(const QuestionShape& shape,
             std::span<const Fragment> fragments,
             const Outcome& outcome);

}  // namespace lyhord::disclosure
