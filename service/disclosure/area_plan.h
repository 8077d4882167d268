// Owns the choice, made once when a round opens, of which areas are categories of their own.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "disclosure/shape.h"

namespace lyhord::disclosure {

// One area of the round. Areas without a parent are roots.
struct AreaNode {
    std::string code;
    std::optional<std::size_t> parent;  // position among the nodes, before or after this one
    std::optional<double> population;
};

struct AreaPlan {
    // The categories in the order of a walk through the tree (`CODE`, and each divided parent's
    // `_rest:CODE` after its children), then `outside`, `_missing` and `_not_reported`. A remainder
    // in which no area lies is there as a place to move to at settlement.
    Dimension dimension;
    std::vector<Index> category_of;  // by node, parents included: where an answer "CODE" is counted
    Index outside = 0;
};

// An area is a category of its own if at least limits::area_expected_answers_min answers are
// expected from it: its share of the population x `expected_answers`. Children that are none form
// their parent's remainder; while that expects fewer, its smallest sibling joins it (ties: tree
// order), whole even if it was divided itself: each category is then a parent or some of its
// children, so that an area's category is its own or that of the nearest parent which has one
// (`CODE` or `_rest:CODE`), and a divided parent is the sum of what lies in it. A parent that is
// not divided is judged as an area itself; a root is a category whatever it expects.
//
// A population that is not given is the sum of the children's; children of which one has neither
// share their parent equally. Should the categories exceed limits::categories_max, the smallest
// number of answers is doubled until they do not.
//
// Errors: invalid, with the node's position as number: a parent that does not exist, a cycle, a
// population that is negative or not finite; invalid without one: `expected_answers` below 0.
base::Result<AreaPlan> plan_areas(const std::string& dimension_id,
                                  std::span<const AreaNode> nodes,
                                  long expected_answers);

}  // namespace lyhord::disclosure
