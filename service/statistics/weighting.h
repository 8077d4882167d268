// Owns weights: how much each cell of a random sample counts, so that the sample agrees with the
// population in its margins.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"

namespace lyhord::statistics {

// One variable that the population is known by, such as age bands.
struct Margin {
    std::vector<double> population;    // by category: fractions whose sum is 1
    std::vector<std::size_t> of_cell;  // by cell of the sample: its category
};

struct Raking {
    std::vector<double> weights;  // by cell; the weighted number of answers is the unweighted one
    int rounds = 0;
};

// Raking (iterative proportional fitting): each round fits the weights to one margin after the
// other, until all agree within 1e-12, at most raking_rounds_max times. Cells without answers get
// weight 1. Weights are not trimmed: the design effect tells what they cost.
// Source: W. E. Deming and F. F. Stephan, On a Least Squares Adjustment of a Sampled Frequency
// Table When the Expected Marginal Totals Are Known, Ann. Math. Statist. 11 (1940) 427-444.
//
// `counts`: answers by cell. Errors: invalid, with the margin's position as number: its fractions
// do not sum to 1, a cell is in none of its categories, or a category has people and no answers
// (join it with another). unavailable: the margins contradict each other in this sample.
base::Result<Raking> rake(std::span<const double> counts, std::span<const Margin> margins);

// What weights cost: the variance of a weighted share is this many times that of an unweighted one
// of as many answers; at least 1. Source: L. Kish, Survey Sampling (1965), 11.7:
// n * sum(w^2) / sum(w)^2. invalid: no answers, or as many weights as counts were not given.
base::Result<double> design_effect(std::span<const double> counts, std::span<const double> weights);

// The effective number of answers, n / design effect.
base::Result<double> effective_base(std::span<const double> counts,
                                    std::span<const double> weights);

}  // namespace lyhord::statistics
