// Reference figures, most of them of published municipal surveys, worked out apart from this code.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "base/json/json.h"
#include "statistics/proportion.h"
#include "statistics/weighting.h"

namespace lyhord::statistics {
namespace {

constexpr double tolerance = 1e-5;

const base::Json& fixtures() {
    static const base::Json json = [] {
        const std::ifstream file(LYHORD_TEST_DATA "/unit/statistics/stats_fixtures.json");
        std::ostringstream text;
        text << file.rdbuf();
        return base::Json::parse(text.str()).value();
    }();
    return json;
}

double number(const base::Json& of, std::string_view key) {
    return of.find(key)->as_number().value();
}

TEST(Fixtures, WilsonsIntervals) {
    const auto& cases = *fixtures().find("wilson")->as_array();
    ASSERT_EQ(cases.size(), 7U);
    for (const base::Json& wanted : cases) {
        const Share share = share_of(number(wanted, "x"), number(wanted, "n")).value();
        const Interval found = wilson(share).value();
        EXPECT_NEAR(share.value, number(wanted, "p"), tolerance) << wanted.dump();
        EXPECT_NEAR(found.low, number(wanted, "lo"), tolerance) << wanted.dump();
        EXPECT_NEAR(found.high, number(wanted, "hi"), tolerance) << wanted.dump();
    }
}

TEST(Fixtures, NewcombesDifferences) {
    const auto& cases = *fixtures().find("newcombe_diff")->as_array();
    ASSERT_EQ(cases.size(), 2U);
    for (const base::Json& wanted : cases) {
        const Difference found =
            newcombe(share_of(number(wanted, "x1"), number(wanted, "n1")).value(),
                     share_of(number(wanted, "x2"), number(wanted, "n2")).value())
                .value();
        EXPECT_NEAR(found.value, number(wanted, "diff"), tolerance);
        EXPECT_NEAR(found.interval.low, number(wanted, "lo"), tolerance);
        EXPECT_NEAR(found.interval.high, number(wanted, "hi"), tolerance);
        EXPECT_EQ(found.distinguishable(), *wanted.find("distinguishable")->as_bool());
    }
}

struct Sample {
    std::vector<double> counts;
    std::vector<double> unsafe;
    std::vector<double> weights;  // wanted
    std::vector<Margin> margins;
};

Margin margin_of(const base::Json& raking, std::string_view variable) {
    Margin margin;
    std::map<std::string, std::size_t> categories;
    for (const auto& [name, share] : *raking.find("margins")->find(variable)->as_object()) {
        categories[name] = margin.population.size();
        margin.population.push_back(share.as_number().value());
    }
    for (const base::Json& cell : *raking.find("cells")->as_array()) {
        margin.of_cell.push_back(categories.at(*cell.find(variable)->as_string()));
    }
    return margin;
}

Sample sample() {
    const base::Json& raking = *fixtures().find("raking");
    Sample sample;
    for (const base::Json& cell : *raking.find("cells")->as_array()) {
        sample.counts.push_back(number(cell, "n"));
        sample.unsafe.push_back(number(cell, "x_unsafe"));
        sample.weights.push_back(number(cell, "weight"));
    }
    sample.margins = {margin_of(raking, "sex"), margin_of(raking, "age")};
    return sample;
}

TEST(Fixtures, RakesSexAndAge) {
    const Sample wanted = sample();
    const Raking found = rake(wanted.counts, wanted.margins).value();
    ASSERT_EQ(found.weights.size(), wanted.weights.size());
    for (std::size_t cell = 0; cell < wanted.weights.size(); ++cell) {
        EXPECT_NEAR(found.weights[cell], wanted.weights[cell], tolerance);
    }
    EXPECT_LE(found.rounds, 9);
}

TEST(Fixtures, WeightedSharesAndWhatWeightsCost) {
    const base::Json& wanted = *fixtures().find("raking");
    const Sample cells = sample();
    const Raking raking = rake(cells.counts, cells.margins).value();
    double part = 0;
    double base = 0;
    for (std::size_t cell = 0; cell < cells.counts.size(); ++cell) {
        part += raking.weights[cell] * cells.unsafe[cell];
        base += raking.weights[cell] * cells.counts[cell];
    }
    EXPECT_NEAR(base, number(wanted, "n"), tolerance);
    EXPECT_NEAR(part / base, number(wanted, "weighted"), tolerance);
    EXPECT_NEAR(design_effect(cells.counts, raking.weights).value(),
                number(wanted, "kish_deff"),
                tolerance);
    // Given with two decimals.
    EXPECT_NEAR(
        effective_base(cells.counts, raking.weights).value(), number(wanted, "n_eff"), 0.005);
    EXPECT_NEAR(*std::ranges::min_element(raking.weights), number(wanted, "min_weight"), tolerance);
    EXPECT_NEAR(*std::ranges::max_element(raking.weights), number(wanted, "max_weight"), tolerance);
}

}  // namespace
}  // namespace lyhord::statistics
