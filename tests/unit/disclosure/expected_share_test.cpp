// How much of a round is visible before settlement: the figures that the pages for coordinators
// promise, measured on the balanced generator they are stated for.
#include <gtest/gtest.h>

#include <cstdio>
#include <random>

#include "builders.h"
#include "disclosure/settlement.h"

namespace lyhord::disclosure {
namespace {

using Weights = std::vector<double>;

// What answers are drawn from, independently of each other.
struct Generator {
    std::vector<Weights> dimensions;
    Weights answers;
};

Generator balanced() {
    return {.dimensions = {{.34, .16, .14, .12, .10, .06, .05, .03},
                           {.15, .22, .33, .22, .08},
                           {.49, .48, .03}},
            .answers = {.18, .37, .20, .18, .07}};
}

QuestionShape shape_of(const Generator& generator) {
    QuestionShape shape = testing::shape_of({});
    shape.options = generator.answers.size();
    for (const Weights& weights : generator.dimensions) {
        shape.dimensions.push_back(testing::dimension("d", weights.size()));
    }
    return shape;
}

Index draw(std::mt19937_64& random, const Weights& weights) {
    std::discrete_distribution<Index> distribution(weights.begin(), weights.end());
    return distribution(random);
}

struct Shares {
    double before_settlement = 0;
    double at_settlement = 0;
};

// Means over seeds of the admitted share, with a tick after each answer.
Shares shares(const Generator& generator, std::size_t answers) {
    const int seeds = answers > 1000 ? 5 : 20;  // long streams vary little, and take long
    const QuestionShape shape = shape_of(generator);
    std::size_t ticked = 0;
    std::size_t settled = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        std::mt19937_64 random(static_cast<std::uint64_t>(seed));
        std::vector<Fragment> pending;
        for (std::size_t i = 0; i < answers; ++i) {
            Fragment fragment{.options = {draw(random, generator.answers)}, .categories = {}};
            for (const Weights& weights : generator.dimensions) {
                fragment.categories.push_back(draw(random, weights));
            }
            pending.push_back(std::move(fragment));
            const Outcome outcome = admit(shape, pending, 5);
            ticked += outcome.admitted.size();
            std::vector<Fragment> left;
            for (const std::size_t at : outcome.left) left.push_back(pending[at]);
            pending = std::move(left);
        }
        settled += settle(shape, pending).admitted.size();
    }
    const auto all = static_cast<double>(answers) * seeds;
    return {.before_settlement = static_cast<double>(ticked) / all,
            .at_settlement = static_cast<double>(ticked + settled) / all};
}

void print(const char* name, std::size_t answers, const Shares& shares) {
    std::printf("%s, %zu answers: %.1f %% before settlement, %.2f %% at settlement\n",
                name,
                answers,
                100 * shares.before_settlement,
                100 * shares.at_settlement);
}

TEST(ExpectedShare, BalancedAnswersAreMostlyOutBeforeSettlement) {
    const auto measure = [](std::size_t answers) {
        const Shares measured = shares(balanced(), answers);
        print("balanced", answers, measured);
        return measured;
    };
    EXPECT_LT(measure(30).before_settlement, 0.10);
    EXPECT_GT(measure(100).before_settlement, 0.62);
    EXPECT_GT(measure(300).before_settlement, 0.88);
    EXPECT_GT(measure(1500).before_settlement, 0.97);
}

TEST(ExpectedShare, SettlementCountsNearlyAllThatIsLeft) {
    EXPECT_GT(shares(balanced(), 100).at_settlement, 0.99);
    EXPECT_GT(shares(balanced(), 30).at_settlement, 0.9);
}

TEST(ExpectedShare, SkewedAnswersWaitLonger) {
    Generator skewed = balanced();
    skewed.answers = {.85, .10, .05};
    const Shares measured = shares(skewed, 300);
    print("skewed .85 .10 .05", 300, measured);
    EXPECT_LT(measured.before_settlement, 0.88);
    EXPECT_GT(measured.at_settlement, 0.97);
}

}  // namespace
}  // namespace lyhord::disclosure
