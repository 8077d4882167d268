#include "statistics/weighting.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/limits.h"

namespace lyhord::statistics {
namespace {

constexpr double margins_agree_within = 1e-12;
constexpr double fractions_sum_within = 1e-6;

std::vector<double> weighted_shares(std::span<const double> counts,
                                    const std::vector<double>& weights,
                                    const Margin& margin) {
    std::vector<double> sums(margin.population.size());
    double total = 0;
    for (std::size_t cell = 0; cell < counts.size(); ++cell) {
        sums[margin.of_cell[cell]] += counts[cell] * weights[cell];
        total += counts[cell] * weights[cell];
    }
    for (double& sum : sums) {
        sum /= total;
    }
    return sums;
}

bool fits(std::span<const double> counts, const Margin& margin) {
    const double sum = std::accumulate(margin.population.begin(), margin.population.end(), 0.0);
    const bool known = std::ranges::all_of(
        margin.of_cell, [&](std::size_t category) { return category < margin.population.size(); });
    if (margin.of_cell.size() != counts.size() || !known ||
        !(std::abs(sum - 1) <= fractions_sum_within) ||
        std::ranges::any_of(margin.population, [](double share) { return !(share >= 0); })) {
        return false;
    }
    const std::vector<double> even(counts.size(), 1.0);
    const std::vector<double> found = weighted_shares(counts, even, margin);
    for (std::size_t category = 0; category < found.size(); ++category) {
        // People without answers cannot be weighted up; answers of nobody, not down to nothing.
        if ((margin.population[category] > 0) != (found[category] > 0)) {
            return false;
        }
    }
    return true;
}

void fit(std::span<const double> counts, const Margin& margin, std::vector<double>& weights) {
    const std::vector<double> found = weighted_shares(counts, weights, margin);
    for (std::size_t cell = 0; cell < counts.size(); ++cell) {
        const std::size_t category = margin.of_cell[cell];
        if (counts[cell] > 0) {
            weights[cell] *= margin.population[category] / found[category];
        }
    }
}

bool agrees(std::span<const double> counts,
            const Margin& margin,
            const std::vector<double>& weights) {
    const std::vector<double> found = weighted_shares(counts, weights, margin);
    for (std::size_t category = 0; category < found.size(); ++category) {
        if (!(std::abs(found[category] - margin.population[category]) <= margins_agree_within)) {
            return false;
        }
    }
    return true;
}

bool are_counts(std::span<const double> counts) {
    return std::ranges::all_of(counts, [](double n) { return std::isfinite(n) && n >= 0; }) &&
           std::accumulate(counts.begin(), counts.end(), 0.0) > 0;
}

}  // namespace

base::Result<Raking> rake(std::span<const double> counts, std::span<const Margin> margins) {
    if (!are_counts(counts)) {
        return base::fail(base::Fault::invalid, "there are no answers to weight");
    }
    for (std::size_t margin = 0; margin < margins.size(); ++margin) {
        if (!fits(counts, margins[margin])) {
            return base::fail(base::Fault::invalid,
                              "a margin has people without answers, or does not sum to 1",
                              {.number = static_cast<std::int64_t>(margin)});
        }
    }
    Raking raking{.weights = std::vector<double>(counts.size(), 1.0)};
    const auto agree = [&](const Margin& margin) { return agrees(counts, margin, raking.weights); };
    while (!std::ranges::all_of(margins, agree)) {
        if (raking.rounds == base::limits::raking_rounds_max) {
            return base::fail(base::Fault::unavailable,
                              "the margins cannot be reached together by weighting this sample");
        }
        for (const Margin& margin : margins) {
            fit(counts, margin, raking.weights);
        }
        ++raking.rounds;
    }
    return raking;
}

base::Result<double> design_effect(std::span<const double> counts,
                                   std::span<const double> weights) {
    if (!are_counts(counts) || counts.size() != weights.size()) {
        return base::fail(base::Fault::invalid, "there are no answers to weight");
    }
    double n = 0;
    double sum = 0;
    double squares = 0;
    for (std::size_t cell = 0; cell < counts.size(); ++cell) {
        n += counts[cell];
        sum += counts[cell] * weights[cell];
        squares += counts[cell] * weights[cell] * weights[cell];
    }
    return n * squares / (sum * sum);
}

base::Result<double> effective_base(std::span<const double> counts,
                                    std::span<const double> weights) {
    auto effect = design_effect(counts, weights);
    if (!effect) {
        return effect;
    }
    return std::accumulate(counts.begin(), counts.end(), 0.0) / *effect;
}

}  // namespace lyhord::statistics
