#include "whole_numbers.h"

#include <gtest/gtest.h>

#include <random>

namespace lyhord::attack {
namespace {

constexpr int most = 2;

// Every table of so many cells with 0 to `most` in each.
std::vector<Numbers> all_tables(std::size_t cells) {
    std::vector<Numbers> tables = {{}};
    for (std::size_t cell = 0; cell < cells; ++cell) {
        std::vector<Numbers> longer;
        for (const Numbers& table : tables) {
            for (int number = 0; number <= most; ++number) {
                longer.push_back(table);
                longer.back().push_back(number);
            }
        }
        tables = std::move(longer);
    }
    return tables;
}

struct Puzzle {
    std::vector<Sum> sums;
    Bounds bounds;
    Numbers near;
};

// Not all of them can be solved.
Puzzle random_puzzle(std::mt19937_64& random, std::size_t cells) {
    Puzzle puzzle{.sums = {}, .bounds = {}, .near = {}};
    for (std::size_t cell = 0; cell < cells; ++cell) {
        puzzle.bounds.least.push_back(random() % 6 == 0 ? 1 : 0);
        puzzle.bounds.most.push_back(random() % 6 == 0 ? 1 : most);
        puzzle.near.push_back(static_cast<int>(random() % 3));
    }
    for (int i = 0; i < 5; ++i) {
        Sum sum;
        for (std::size_t cell = 0; cell < cells; ++cell) {
            if (random() % 2 == 0) sum.cells.push_back(cell);
        }
        sum.value = static_cast<int>(random() % (sum.cells.size() + 1));
        puzzle.sums.push_back(std::move(sum));
    }
    return puzzle;
}

bool is_within(const Numbers& table, const Bounds& bounds) {
    for (std::size_t cell = 0; cell < table.size(); ++cell) {
        if (table[cell] < bounds.least[cell] || table[cell] > bounds.most[cell]) return false;
    }
    return true;
}

TEST(WholeNumbers, FindATableExactlyWhereThereIsOne) {
    constexpr std::size_t cells = 7;
    const std::vector<Numbers> tables = all_tables(cells);
    std::mt19937_64 random(5);
    int with = 0;
    int without = 0;
    for (int i = 0; i < 150; ++i) {
        const Puzzle puzzle = random_puzzle(random, cells);
        const WholeNumbers numbers(puzzle.sums, cells);
        const auto fits = [&](const Numbers& table) {
            return numbers.is_solved_by(table) && is_within(table, puzzle.bounds);
        };
        const Search search = numbers.search(puzzle.bounds, puzzle.near, 1000);
        ASSERT_FALSE(search.gave_up) << i;
        ASSERT_EQ(search.found.has_value(), std::ranges::any_of(tables, fits)) << i;
        EXPECT_TRUE(!search.found || fits(*search.found)) << i;
        ++(search.found ? with : without);
    }
    EXPECT_GT(with, 20);
    EXPECT_GT(without, 20);
}

TEST(WholeNumbers, SayThatTheyGaveUp) {
    // Three cells of which every two add up to 1.
    const std::vector<Sum> sums = {{.cells = {0, 1}, .value = 1},
                                   {.cells = {1, 2}, .value = 1},
                                   {.cells = {2, 0}, .value = 1}};
    const WholeNumbers numbers(sums, 3);
    const Bounds bounds{.least = {0, 0, 0}, .most = {1, 1, 1}};
    EXPECT_TRUE(numbers.search(bounds, {0, 0, 0}, 1).gave_up);
    const Search search = numbers.search(bounds, {0, 0, 0}, 100);
    EXPECT_FALSE(search.gave_up);
    EXPECT_FALSE(search.found);
}

}  // namespace
}  // namespace lyhord::attack
