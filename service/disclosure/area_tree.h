// Owns AreaTree: the areas of a round as a tree that is known to be one, with each area's share of
// the population.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"

namespace lyhord::disclosure {

struct AreaNode;

class AreaTree {
public:
    // Errors as plan_areas. Nodes are known by their position.
    static base::Result<AreaTree> make(std::span<const AreaNode> nodes);

    std::size_t size() const { return children_.size(); }
    const std::vector<std::size_t>& roots() const { return roots_; }
    const std::vector<std::size_t>& children(std::size_t node) const { return children_[node]; }
    // Every node, parents before their children, each subtree in one piece.
    const std::vector<std::size_t>& walk() const { return walk_; }
    // Of the population of all roots; 0 to 1.
    double share(std::size_t node) const { return shares_[node]; }

private:
    explicit AreaTree(std::span<const AreaNode> nodes);
    void lay_walk();
    void share_out(std::span<const AreaNode> nodes);

    std::vector<std::size_t> roots_;
    std::vector<std::vector<std::size_t>> children_;
    std::vector<std::size_t> walk_;
    std::vector<double> shares_;
};

}  // namespace lyhord::disclosure
