// Owns how much of a round the command `lyhord release simulate` has shown before settlement, and
// at it: means over seeds of rows that are drawn from given shares.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/json/json.h"
#include "disclosure/simulate.h"
#include "operator_words.h"

namespace lyhord::disclosure::testing {

inline constexpr int seeds = 20;
inline constexpr int b = 5;

// A column of the CSV; each value is drawn with its weight, independently of other columns.
struct Column {
    std::string name;
    std::vector<std::string> values;
    std::vector<double> weights;
};

// "area0", "area1" ...
inline Column numbered_column(const std::string& name, std::vector<double> weights) {
    Column column{.name = name, .values = {}, .weights = std::move(weights)};
    for (std::size_t i = 0; i < column.weights.size(); ++i) {
        column.values.push_back(name + std::to_string(i));
    }
    return column;
}

// What answers are drawn from.
struct Generator {
    std::vector<Column> dimensions;
    Column question;
};

inline std::string drawn_rows(const Generator& generator, std::size_t rows, std::uint64_t seed) {
    std::vector<Column> columns = generator.dimensions;
    columns.push_back(generator.question);
    std::vector<std::discrete_distribution<std::size_t>> draws;
    std::string csv;
    for (const Column& column : columns) {
        draws.emplace_back(column.weights.begin(), column.weights.end());
        csv += (csv.empty() ? "" : ",") + column.name;
    }
    std::mt19937_64 random(seed);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            csv += (i == 0 ? '\n' : ',') + columns[i].values[draws[i](random)];
        }
    }
    return csv + '\n';
}

struct Shares {
    double before_settlement = 0;
    double at_settlement = 0;
};

inline double admitted_in(const std::string& line) {
    const auto parsed = base::Json::parse(line);
    const base::Json* admitted = parsed ? parsed->find("admitted") : nullptr;
    if (admitted == nullptr || admitted->as_integer() == nullptr) {
        ADD_FAILURE() << "no line of the command: " << line;
        return 0;
    }
    return static_cast<double>(*admitted->as_integer());
}

// The last two lines that the command writes: after the last answer, and the settlement.
inline Shares simulated(const Generator& generator, std::size_t rows, std::uint64_t seed) {
    SimulateOptions options{.dimensions = {},
                            .question = app::CommandLine::word(generator.question.name),
                            .batch_size_min = b};
    for (const Column& column : generator.dimensions) {
        options.dimensions.push_back(app::CommandLine::word(column.name));
    }
    std::istringstream in(drawn_rows(generator, rows, seed));
    std::stringstream out;
    EXPECT_TRUE(simulate(in, out, options).has_value());
    std::size_t lines = 0;
    std::string before_last;
    std::string last;
    for (std::string line; std::getline(out, line); ++lines) {
        before_last = std::exchange(last, std::move(line));
    }
    EXPECT_EQ(lines, rows + 1) << "a tick after every answer, and the settlement";
    const auto all = static_cast<double>(rows);
    return {.before_settlement = admitted_in(before_last) / all,
            .at_settlement = admitted_in(last) / all};
}

// Means, printed with the number of answers.
inline Shares mean_shares(const char* name, const Generator& generator, std::size_t rows) {
    Shares sum;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const Shares one = simulated(generator, rows, seed);
        sum.before_settlement += one.before_settlement / seeds;
        sum.at_settlement += one.at_settlement / seeds;
    }
    std::printf("%-52s %4zu answers: %5.1f %% before settlement, %6.2f %% at settlement\n",
                name,
                rows,
                100 * sum.before_settlement,
                100 * sum.at_settlement);
    return sum;
}

}  // namespace lyhord::disclosure::testing
