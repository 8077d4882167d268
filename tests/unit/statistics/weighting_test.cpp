#include "statistics/weighting.h"

#include <gtest/gtest.h>

#include <limits>

namespace lyhord::statistics {
namespace {

Margin halves(std::vector<std::size_t> of_cell) {
    return {.population = {0.5, 0.5}, .of_cell = std::move(of_cell)};
}

TEST(Weighting, OneMarginIsPoststratification) {
    const std::vector<double> counts = {30, 10};
    const std::vector<Margin> margins = {halves({0, 1})};
    const Raking raking = rake(counts, margins).value();
    EXPECT_NEAR(raking.weights[0], 20.0 / 30, 1e-12);
    EXPECT_NEAR(raking.weights[1], 2, 1e-12);
    EXPECT_NEAR(design_effect(counts, raking.weights).value(), 4.0 / 3, 1e-12);
    EXPECT_NEAR(effective_base(counts, raking.weights).value(), 30, 1e-12);
}

TEST(Weighting, WhatAgreesKeepsItsWeights) {
    const std::vector<double> counts = {20, 20};
    const std::vector<Margin> margins = {halves({0, 1})};
    const Raking raking = rake(counts, margins).value();
    EXPECT_EQ(raking.weights, (std::vector<double>{1, 1}));
    EXPECT_EQ(raking.rounds, 0);
    EXPECT_EQ(design_effect(counts, raking.weights).value(), 1);
}

TEST(Weighting, AnEmptyCellOfAFilledMarginDoesNoHarm) {
    const std::vector<double> counts = {10, 0, 20, 30};
    const std::vector<Margin> margins = {halves({0, 0, 1, 1}),
                                         {.population = {0.4, 0.6}, .of_cell = {0, 1, 0, 1}}};
    const auto raking = rake(counts, margins);
    ASSERT_FALSE(raking);  // all of the first row is in the first column: .5 cannot be .4
    EXPECT_EQ(raking.error().fault(), base::Fault::unavailable);
    const std::vector<Margin> possible = {halves({0, 0, 1, 1}),
                                          {.population = {0.6, 0.4}, .of_cell = {0, 1, 0, 1}}};
    EXPECT_NEAR(rake(counts, possible)->weights[0], 3, 1e-9);
}

TEST(Weighting, RefusesPeopleWithoutAnswers) {
    const std::vector<double> counts = {10, 0};
    const std::vector<Margin> margins = {halves({0, 0}), halves({0, 1})};
    const auto raking = rake(counts, margins);
    ASSERT_FALSE(raking);
    EXPECT_EQ(raking.error().fault(), base::Fault::invalid);
    EXPECT_EQ(raking.error().details().number, 0);
    const std::vector<Margin> second = {{.population = {1.0}, .of_cell = {0, 0}}, halves({0, 1})};
    EXPECT_EQ(rake(counts, second).error().details().number, 1);
}

TEST(Weighting, RefusesWhatIsNoMargin) {
    const std::vector<double> counts = {10, 10};
    const auto refuses = [&](Margin margin) {
        const std::vector<Margin> margins = {std::move(margin)};
        return !rake(counts, margins);
    };
    EXPECT_TRUE(refuses({.population = {0.5, 0.6}, .of_cell = {0, 1}}));
    EXPECT_TRUE(refuses({.population = {0.5, 0.5}, .of_cell = {0}}));
    EXPECT_TRUE(refuses({.population = {0.5, 0.5}, .of_cell = {0, 2}}));
    EXPECT_TRUE(refuses({.population = {1.5, -0.5}, .of_cell = {0, 1}}));
    EXPECT_TRUE(refuses(
        {.population = {std::numeric_limits<double>::quiet_NaN(), 0.5}, .of_cell = {0, 1}}));
    EXPECT_FALSE(refuses({.population = {0.5, 0.5}, .of_cell = {0, 1}}));
}

TEST(Weighting, RefusesWhatAreNoCounts) {
    const std::vector<Margin> margins = {halves({0, 1})};
    for (const double bad : {-1.0,
                             std::numeric_limits<double>::infinity(),
                             std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_FALSE(rake(std::vector<double>{bad, 10}, margins));
    }
    EXPECT_FALSE(rake(std::vector<double>{0, 0}, margins));
    EXPECT_FALSE(design_effect(std::vector<double>{1, 2}, std::vector<double>{1}));
    EXPECT_FALSE(effective_base(std::vector<double>{}, std::vector<double>{}));
}

}  // namespace
}  // namespace lyhord::statistics
