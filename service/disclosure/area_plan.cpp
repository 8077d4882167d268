#include "disclosure/area_plan.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/limits.h"
#include "disclosure/area_tree.h"
#include "domain/reserved_ids.h"

namespace lyhord::disclosure {
namespace {

namespace limits = base::limits;

// Sums of shares that ought to be 20 must not fail by the last bit.
constexpr double rounding_slack = 1e-6;

// A category in the making: the node it is named after, itself or its remainder, and the nodes that
// lie in it with everything below them.
struct Group {
    std::size_t node = 0;
    bool is_rest = false;
    double expected = 0;
    std::vector<std::size_t> members;
};

// Divides the tree from the leaves up. `standing_[n]` holds the categories below node n; none means
// that the node expects too few answers and waits for its parent to take it.
class Division {
public:
    Division(const AreaTree& tree, double expected_answers, double answers_min)
        : tree_(tree),
          expected_answers_(expected_answers),
          answers_min_(answers_min - rounding_slack),
          standing_(tree.size()) {
        for (std::size_t i = tree.size(); i-- > 0;) divide(tree.walk()[i]);
    }

    std::vector<Group> run() {
        std::vector<Group> result;
        for (const std::size_t root : tree_.roots()) {
            if (standing_[root].empty()) standing_[root].push_back(whole(root));
            std::ranges::move(standing_[root], std::back_inserter(result));
        }
        return result;
    }

private:
    double expected(std::size_t node) const { return tree_.share(node) * expected_answers_; }

    Group whole(std::size_t node) const {
        return {.node = node, .is_rest = false, .expected = expected(node), .members = {node}};
    }

    void divide(std::size_t node) {
        Group rest{.node = node, .is_rest = true, .expected = 0, .members = {}};
        std::vector<std::size_t> apart;
        for (const std::size_t child : tree_.children(node)) {
            if (standing_[child].empty()) {
                join(rest, child);
            } else {
                apart.push_back(child);
            }
        }
        while (!rest.members.empty() && rest.expected < answers_min_ && !apart.empty()) {
            const auto smallest = std::ranges::min_element(
                apart, {}, [this](std::size_t child) { return expected(child); });
            join(rest, *smallest);
            apart.erase(smallest);
        }
        for (const std::size_t child : apart) {
            std::ranges::move(std::exchange(standing_[child], {}),
                              std::back_inserter(standing_[node]));
        }
        if (!apart.empty() && !rest.members.empty()) standing_[node].push_back(std::move(rest));
        if (apart.empty() && expected(node) >= answers_min_) {
            standing_[node].push_back(whole(node));
        }
    }

    void join(Group& rest, std::size_t child) const {
        rest.members.push_back(child);
        rest.expected += expected(child);
    }

    const AreaTree& tree_;
    double expected_answers_;
    double answers_min_;
    std::vector<std::vector<Group>> standing_;
};

// Turns groups into the categories of a dimension.
class Writing {
public:
    Writing(const AreaTree& tree, std::span<const AreaNode> nodes, std::span<const Group> groups)
        : tree_(tree), nodes_(nodes), groups_(groups), group_of_(tree.size()) {
        for (std::size_t group = 0; group < groups.size(); ++group) {
            for (const std::size_t node : groups[group].members) group_of_[node] = group;
        }
        for (const std::size_t node : tree.walk()) {
            const std::optional<std::size_t> parent = nodes[node].parent;
            if (!group_of_[node] && parent) group_of_[node] = group_of_[*parent];
        }
    }

    AreaPlan run(std::string dimension_id) {
        place_categories();
        AreaPlan plan{.dimension = {.id = std::move(dimension_id),
                                    .categories = {},
                                    .missing = static_cast<Index>(ids_.size() + 1),
                                    .not_reported = static_cast<Index>(ids_.size() + 2)},
                      .category_of = {},
                      .outside = static_cast<Index>(ids_.size())};
        const Index end = plan.dimension.not_reported;
        for (std::size_t i = 0; i < ids_.size(); ++i) {
            const Index target = above_[i] ? rest_[*above_[i]] : end;
            plan.dimension.categories.push_back({.id = ids_[i], .moves_to = target});
        }
        for (const std::string_view id :
             {domain::outside_category, domain::missing_category, domain::not_reported_category}) {
            plan.dimension.categories.push_back({.id = std::string(id), .moves_to = end});
        }
        for (std::size_t node = 0; node < tree_.size(); ++node) {
            plan.category_of.push_back(category_of(node));
        }
        return plan;
    }

private:
    // A node of which only parts lie in categories.
    bool is_divided(std::size_t node) const { return !group_of_[node].has_value(); }

    // Children come before their parent's remainder: the walk visits parents first, so remainders
    // are written when the walk leaves the parent.
    void place_categories() {
        own_.assign(tree_.size(), 0);
        rest_.assign(tree_.size(), 0);
        std::vector<std::size_t> open;
        for (const std::size_t node : tree_.walk()) {
            const std::optional<std::size_t> parent = nodes_[node].parent;
            if (parent && !is_divided(*parent)) continue;
            while (!open.empty() && parent != open.back()) {
                place_rest(open.back());
                open.pop_back();
            }
            if (is_divided(node)) open.push_back(node);
            if (!is_divided(node) && stands_alone(node)) {
                own_[node] = place(nodes_[node].code, parent);
            }
        }
        for (; !open.empty(); open.pop_back()) place_rest(open.back());
    }

    bool stands_alone(std::size_t node) const {
        const Group& group = groups_[*group_of_[node]];
        return !group.is_rest && group.node == node;
    }

    void place_rest(std::size_t node) {
        rest_[node] =
            place(std::string(domain::rest_prefix) + nodes_[node].code, nodes_[node].parent);
    }

    Index place(std::string id, std::optional<std::size_t> above) {
        ids_.push_back(std::move(id));
        above_.push_back(above);
        return static_cast<Index>(ids_.size() - 1);
    }

    Index category_of(std::size_t node) const {
        if (is_divided(node)) return rest_[node];
        const Group& group = groups_[*group_of_[node]];
        return group.is_rest ? rest_[group.node] : own_[group.node];
    }

    const AreaTree& tree_;
    std::span<const AreaNode> nodes_;
    std::span<const Group> groups_;
    std::vector<std::optional<std::size_t>> group_of_;
    std::vector<std::string> ids_;
    std::vector<std::optional<std::size_t>> above_;  // by category: the parent of its area
    std::vector<Index> own_;                         // by node, where it stands alone
    std::vector<Index> rest_;                        // by node, where it is divided
};

}  // namespace

base::Result<AreaPlan> plan_areas(const std::string& dimension_id,
                                  std::span<const AreaNode> nodes,
                                  long expected_answers) {
    if (expected_answers < 0) {
        return base::fail(base::Fault::invalid, "the expected number of answers is negative");
    }
    const base::Result<AreaTree> tree = AreaTree::make(nodes);
    if (!tree) return base::fail(tree.error());
    double answers_min = limits::area_expected_answers_min;
    while (true) {
        const std::vector<Group> groups =
            Division(*tree, static_cast<double>(expected_answers), answers_min).run();
        AreaPlan plan = Writing(*tree, nodes, groups).run(dimension_id);
        if (plan.dimension.categories.size() <= limits::categories_max) return plan;
        if (groups.size() <= tree->roots().size()) {
            return base::fail(base::Fault::too_large, "there are more roots than categories");
        }
        answers_min *= 2;
    }
}

}  // namespace lyhord::disclosure
