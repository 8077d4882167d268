#include "api/resident/area_view.h"

#include <optional>
#include <vector>

namespace lyhord::api {
namespace {

using base::Json;
using domain::Area;
using domain::AreaTree;

struct Group {
    std::optional<std::size_t> parent;  // none: the root itself has no name of its own here
    std::vector<std::size_t> leaves;
};

std::vector<Group> groups_within(const AreaTree& tree, std::size_t root) {
    std::vector<bool> has_children(tree.areas.size(), false);
    for (const Area& area : tree.areas) {
        if (area.parent) {
            has_children[*area.parent] = true;
        }
    }
    std::vector<Group> groups{{.parent = std::nullopt, .leaves = {}}};
    std::vector<std::size_t> group_of(tree.areas.size(), 0);
    for (std::size_t i = root; i < tree.areas.size(); ++i) {
        if (!tree.is_within(i, root)) {
            continue;
        }
        if (has_children[i] && i != root) {
            group_of[i] = groups.size();
            groups.push_back({.parent = i, .leaves = {}});
        }
        if (!has_children[i]) {
            const std::size_t group = i == root ? 0 : group_of[*tree.areas[i].parent];
            groups[group].leaves.push_back(i);
        }
    }
    return groups;
}

Json item(const QuestionViewing& viewing,
          std::size_t question,
          std::string_view value,
          std::string text) {
    Json json = Json::object();
    json.set("value", value).set("text", std::move(text)).set("text_lang", "");
    json.set("checked", viewing.echo.chose(question, value));
    return json;
}

Json group_view(const QuestionViewing& viewing, std::size_t question, const Group& group) {
    const std::vector<Area>& areas = viewing.round.areas.areas;
    Json items = Json::array();
    for (const std::size_t leaf : group.leaves) {
        items.push(item(viewing, question, areas[leaf].code, areas[leaf].name));
    }
    Json view = Json::object();
    view.set("group", group.parent ? areas[*group.parent].name : std::string());
    if (group.parent && group.leaves.size() > 1) {
        const Area& parent = areas[*group.parent];
        items.push(
            item(viewing,
                 question,
                 parent.code,
                 words(viewing.pages, viewing.language, "somewhere_in", {"area", parent.name})));
    }
    return view.set("items", std::move(items));
}

}  // namespace

Json area_choices(const QuestionViewing& viewing, std::size_t question) {
    const domain::AreaRules& rules = viewing.echo.question(question).area_rules;
    Json choices = Json::array();
    if (const auto root = viewing.round.areas.find(rules.root)) {
        for (const Group& group : groups_within(viewing.round.areas, *root)) {
            if (!group.leaves.empty()) {
                choices.push(group_view(viewing, question, group));
            }
        }
    }
    if (rules.allow_outside) {
        Json outside = item(viewing, question, domain::outside_category, {});
        Json label = Json::object();
        put_text(label, "text", rules.outside_label, viewing.language);
        *outside.find("text") = *label.find("text");
        *outside.find("text_lang") = *label.find("text_lang");
        Json alone = Json::object();
        Json items = Json::array();
        items.push(std::move(outside));
        choices.push(alone.set("group", "").set("items", std::move(items)));
    }
    return choices;
}

Json chosen_area(const QuestionViewing& viewing, std::size_t question) {
    Json value = Json::object();
    const std::vector<std::string_view>& values = viewing.echo.current()[question].values;
    const auto area = values.empty() ? std::nullopt : viewing.round.areas.find(values.front());
    if (area) {
        return value.set("value", viewing.round.areas.areas[*area].name).set("value_lang", "");
    }
    put_text(
        value, "value", viewing.echo.question(question).area_rules.outside_label, viewing.language);
    return value;
}

}  // namespace lyhord::api
