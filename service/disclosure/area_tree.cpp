#include "disclosure/area_tree.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include "disclosure/area_plan.h"

namespace lyhord::disclosure {
namespace {

using Populations = std::vector<std::optional<double>>;

// Divides what a parent has among its children: by population, or equally if one has none (or all
// have 0). Given populations of children need not sum to the parent's.
void divide(double share,
            const std::vector<std::size_t>& children,
            const Populations& populations,
            std::vector<double>& shares) {
    double sum = 0;
    bool known = true;
    for (const std::size_t child : children) {
        known = known && populations[child].has_value();
        sum += populations[child].value_or(0);
    }
    for (const std::size_t child : children) {
        const double part = known && sum > 0 ? *populations[child] / sum
                                             : 1.0 / static_cast<double>(children.size());
        shares[child] = share * part;
    }
}

base::ErrorDetails about(std::size_t node) {
    return {.number = static_cast<std::int64_t>(node), .pointer = {}, .subject = {}};
}

}  // namespace

base::Result<AreaTree> AreaTree::make(std::span<const AreaNode> nodes) {
    for (std::size_t node = 0; node < nodes.size(); ++node) {
        if (nodes[node].parent && *nodes[node].parent >= nodes.size()) {
            return base::fail(base::Fault::invalid, "an area's parent does not exist", about(node));
        }
        const double population = nodes[node].population.value_or(0);
        if (!std::isfinite(population) || population < 0) {
            return base::fail(
                base::Fault::invalid, "an area's population is no number of people", about(node));
        }
    }
    AreaTree tree(nodes);
    if (tree.walk_.size() == nodes.size()) return tree;
    // What the walk from the roots did not reach hangs on a cycle.
    std::vector<bool> reached(nodes.size(), false);
    for (const std::size_t node : tree.walk_) reached[node] = true;
    const auto lost = std::ranges::find(reached, false) - reached.begin();
    return base::fail(
        base::Fault::invalid, "an area is its own ancestor", about(static_cast<std::size_t>(lost)));
}

AreaTree::AreaTree(std::span<const AreaNode> nodes)
    : children_(nodes.size()), shares_(nodes.size(), 0) {
    for (std::size_t node = 0; node < nodes.size(); ++node) {
        if (nodes[node].parent) {
            children_[*nodes[node].parent].push_back(node);
        } else {
            roots_.push_back(node);
        }
    }
    lay_walk();
    share_out(nodes);
}

void AreaTree::lay_walk() {
    std::vector<std::size_t> waiting(roots_.rbegin(), roots_.rend());
    while (!waiting.empty()) {
        const std::size_t node = waiting.back();
        waiting.pop_back();
        walk_.push_back(node);
        waiting.insert(waiting.end(), children_[node].rbegin(), children_[node].rend());
    }
}

void AreaTree::share_out(std::span<const AreaNode> nodes) {
    Populations populations(nodes.size());
    for (std::size_t i = walk_.size(); i-- > 0;) {
        const std::size_t node = walk_[i];
        populations[node] = nodes[node].population;
        if (populations[node] || children_[node].empty()) continue;
        double sum = 0;
        bool known = true;
        for (const std::size_t child : children_[node]) {
            known = known && populations[child].has_value();
            sum += populations[child].value_or(0);
        }
        if (known) populations[node] = sum;
    }
    divide(1, roots_, populations, shares_);
    for (const std::size_t node : walk_) {
        divide(shares_[node], children_[node], populations, shares_);
    }
}

}  // namespace lyhord::disclosure
