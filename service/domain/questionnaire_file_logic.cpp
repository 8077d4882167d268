#include <cmath>

#include "base/limits.h"
#include "domain/conditions.h"
#include "domain/questionnaire_file_parts.h"

namespace lyhord::domain {
namespace {

namespace limits = base::limits;

// A listed value of a condition on `question`, in the form of CurrentAnswer::values.
std::string read_value(FileReading& in, const Node& node, const Question& question) {
    if (question.type == QuestionType::scale) {
        const IntegerRange range{.min = question.scale_rules.min, .max = question.scale_rules.max};
        return std::to_string(in.integer(node, range));
    }
    if (question.type == QuestionType::number) {
        return number_text(in.number(node).value_or(0));
    }
    const std::string id = in.id(node);
    if (question.type == QuestionType::area) {
        if (id == outside_category && !question.area_rules.allow_outside) {
            in.refuse(node.at, "needs allow_outside at the question it names");
        }
    } else if (!id.empty() &&
               std::ranges::find(question.options, id, &Option::id) == question.options.end()) {
        in.refuse(node.at, "no option of the named question has this id");
    }
    return id;
}

Condition read_condition(FileReading& in, const Node& node, const Question& question) {
    Condition condition;
    const std::string* word = node.value->as_string();
    if (word != nullptr && *word == "answered") {
        condition.answered = true;
    } else if (node.value->as_array() == nullptr) {
        in.refuse(node.at, R"(must be "answered" or a list of values)");
    } else if (question.type == QuestionType::text) {
        in.refuse(node.at, R"(of a text question must be "answered")");
    } else {
        for (const Node& item : in.items(node, {.min = 1, .max = limits::options_max})) {
            condition.values.push_back(read_value(in, item, question));
        }
    }
    return condition;
}

// The index of the question that a condition names, if a condition may name it.
std::optional<std::size_t> named_question(FileReading& in,
                                          const Node& node,
                                          std::string_view id,
                                          const Questionnaire& questionnaire,
                                          std::size_t own) {
    const std::optional<std::size_t> index = questionnaire.find(id);
    if (!index) {
        in.refuse(node.at, "names no question");
    } else if (*index >= own) {
        in.refuse(node.at, "must name an earlier question");
    } else if (questionnaire.questions[*index].type == QuestionType::matrix) {
        in.refuse(node.at, "names a matrix, which a condition cannot use: ask a single question");
    } else {
        return index;
    }
    return std::nullopt;
}

std::vector<Condition> conditions_of(FileReading& in,
                                     const Node& node,
                                     const Questionnaire& questionnaire,
                                     std::size_t own) {
    std::vector<Condition> conditions;
    for (const auto& [id, child] : in.members(node)) {
        if (const auto index = named_question(in, child, id, questionnaire, own)) {
            conditions.push_back(read_condition(in, child, questionnaire.questions[*index]));
            conditions.back().question = *index;
        }
    }
    return conditions;
}

// An item of `dimensions`: an id, or a list of ids for a crossing.
std::vector<Node> parts_of(FileReading& in, const Node& node) {
    if (node.value->as_array() == nullptr) {
        return {node};
    }
    return in.items(node, {.min = 1, .max = limits::crossing_parts_max});
}

std::optional<std::size_t> read_part(FileReading& in,
                                     const Node& node,
                                     const Questionnaire& questionnaire) {
    const std::string id = in.id(node);
    const std::optional<std::size_t> index = questionnaire.find(id);
    if (id.empty()) {
        return std::nullopt;
    }
    if (!index) {
        in.refuse(node.at, "names no question");
    } else if (questionnaire.questions[*index].type == QuestionType::text ||
               questionnaire.questions[*index].type == QuestionType::multiple ||
               questionnaire.questions[*index].type == QuestionType::matrix) {
        in.refuse(node.at, "a text, multi or matrix question cannot be a dimension");
    } else if (!questionnaire.questions[*index].background) {
        in.refuse(node.at, "a dimension must be a question with background: true");
    } else {
        return index;
    }
    return std::nullopt;
}

std::vector<std::size_t> read_dimension(FileReading& in,
                                        const Node& node,
                                        const Questionnaire& questionnaire) {
    std::vector<std::size_t> dimension;
    std::size_t categories = 1;
    for (const Node& part : parts_of(in, node)) {
        const std::optional<std::size_t> index = read_part(in, part, questionnaire);
        if (!index) {
            continue;
        }
        if (std::ranges::find(dimension, *index) != dimension.end()) {
            in.refuse(part.at, "occurs twice");
            continue;
        }
        dimension.push_back(*index);
        categories *= count_categories(questionnaire.questions[*index], 1) + 1;
    }
    if (categories + 1 > limits::categories_max) {  // and "_not_reported"
        in.refuse(node.at,
                  "has too many categories, most allowed",
                  static_cast<std::int64_t>(limits::categories_max));
    }
    return dimension;
}

std::vector<std::vector<std::size_t>> every_background(const Questionnaire& questionnaire) {
    std::vector<std::vector<std::size_t>> dimensions;
    for (std::size_t i = 0; i < questionnaire.questions.size(); ++i) {
        if (questionnaire.questions[i].background) {
            dimensions.push_back({i});
        }
    }
    return dimensions;
}

}  // namespace

std::size_t count_categories(const Question& question, std::size_t areas) {
    switch (question.type) {
        case QuestionType::scale:
            return static_cast<std::size_t>(question.scale_rules.max - question.scale_rules.min) +
                   1;
        case QuestionType::number:
            return question.number_rules.bands.size();
        case QuestionType::area:
            return areas;
        default:
            return question.options.size();
    }
}

void read_conditions(FileReading& in, std::span<const Node> nodes, Questionnaire& questionnaire) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (const std::optional<Node> node = in.member(nodes[i], "show_if")) {
            questionnaire.questions[i].show_if = conditions_of(in, *node, questionnaire, i);
        }
    }
}

std::vector<std::vector<std::size_t>> read_dimensions(FileReading& in,
                                                      const Node& root,
                                                      const Questionnaire& questionnaire) {
    const std::optional<Node> node = in.member(root, "dimensions");
    std::vector<std::vector<std::size_t>> dimensions;
    if (!node) {
        dimensions = every_background(questionnaire);
        if (dimensions.size() > limits::dimensions_max) {
            in.refuse(in.pointer(root, "dimensions"),
                      "must choose among the background questions, most allowed",
                      static_cast<std::int64_t>(limits::dimensions_max));
        }
        return dimensions;
    }
    std::set<std::size_t> used;
    for (const Node& item : in.items(*node, {.min = 0, .max = limits::dimensions_max})) {
        const std::vector<std::size_t> dimension = read_dimension(in, item, questionnaire);
        // Settlement decides for each dimension apart: a question in two of them could be pinned by
        // subtraction (tests/unit/disclosure, attack_overlap). A crossing's margins are its sums.
        const bool overlaps = std::ranges::any_of(
            dimension, [&used](std::size_t index) { return !used.insert(index).second; });
        if (overlaps) {
            in.refuse(item.at,
                      "a question may be in one dimension only: name the crossing, its margins "
                      "are sums of it");
        }
        dimensions.push_back(dimension);
    }
    return dimensions;
}

}  // namespace lyhord::domain
