#include "disclosure/plan_shape.h"

#include <map>

#include "disclosure/area_plan.h"

namespace lyhord::disclosure {
namespace {

Choice choice_of(domain::ValueKind kind) {
    switch (kind) {
        case domain::ValueKind::one:
            return Choice::single;
        case domain::ValueKind::several:
            return Choice::multiple;
        case domain::ValueKind::none:
            return Choice::none;
    }
    return Choice::none;
}

Dimension dimension_of(const domain::Dimension& dimension) {
    Dimension shape;
    shape.id = dimension.id;
    shape.not_reported = static_cast<Index>(dimension.not_reported());
    shape.missing = static_cast<Index>(dimension.missing());
    for (const domain::Category& category : dimension.categories) {
        shape.categories.push_back(
            {.id = category.id,
             .moves_to = static_cast<Index>(category.moves_to.value_or(dimension.not_reported()))});
    }
    return shape;
}

// The areas within `root`, renumbered.
std::vector<AreaNode> nodes_within(const domain::AreaTree& areas, std::size_t root) {
    std::vector<AreaNode> nodes;
    std::map<std::size_t, std::size_t> position;
    for (std::size_t i = 0; i < areas.areas.size(); ++i) {
        if (!areas.is_within(i, root)) {
            continue;
        }
        const domain::Area& area = areas.areas[i];
        position.emplace(i, nodes.size());
        nodes.push_back({.code = area.code, .parent = {}, .population = area.population});
        if (i != root && area.parent) {
            nodes.back().parent = position.at(*area.parent);
        }
    }
    return nodes;
}

std::vector<domain::AreaCategories::Entry> entries_of(const AreaPlan& plan,
                                                      const std::vector<AreaNode>& nodes) {
    std::vector<domain::AreaCategories::Entry> entries;
    for (Index i = 0; i < plan.outside; ++i) {
        domain::AreaCategories::Entry entry{
            .id = plan.dimension.categories[i].id, .moves_to = {}, .members = {}};
        const Index target = plan.dimension.categories[i].moves_to;
        if (target < plan.outside) {
            entry.moves_to = target;
        }
        for (std::size_t node = 0; node < nodes.size(); ++node) {
            if (plan.category_of[node] == i) {
                entry.members.push_back(nodes[node].code);
            }
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace

QuestionShape shape_of(const domain::ReleasePlan& plan, const domain::ReleaseQuestion& question) {
    QuestionShape shape{.rules = question.all_rules ? Rules::all : Rules::size_only,
                        .choice = choice_of(question.kind),
                        .options = question.options.size(),
                        .dimensions = {},
                        .batch_size_min = plan.batch_size_min};
    for (const std::size_t dimension : question.dimensions) {
        shape.dimensions.push_back(dimension_of(plan.dimensions[dimension]));
    }
    return shape;
}

Fragment rule_fragment(const std::vector<std::uint16_t>& values,
                       const std::vector<std::uint16_t>& categories) {
    return {.options = {values.begin(), values.end()},
            .categories = {categories.begin(), categories.end()}};
}

base::Result<domain::AreaCategories> plan_area_categories(
    const domain::Questionnaire& questionnaire,
    const domain::AreaTree& areas,
    std::int64_t expected_answers) {
    domain::AreaCategories categories;
    for (const domain::Question& question : questionnaire.questions) {
        if (question.type != domain::QuestionType::area) {
            continue;
        }
        const std::optional<std::size_t> root = areas.find(question.area_rules.root);
        if (!root) {
            return base::fail(base::Fault::invalid, "an area question's root is not an area");
        }
        const std::vector<AreaNode> nodes = nodes_within(areas, *root);
        base::Result<AreaPlan> plan =
            plan_areas(question.id, nodes, static_cast<long>(expected_answers));
        if (!plan) {
            return base::fail(plan.error());
        }
        categories.by_question.emplace(question.id, entries_of(*plan, nodes));
    }
    return categories;
}

}  // namespace lyhord::disclosure
