#include "reporting/representativity.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "reporting/swedish_numbers.h"
#include "reporting/wording.h"

namespace lyhord::reporting {
namespace {

using domain::Category;
using domain::Dimension;
using domain::FrozenRound;

// Nothing: somebody lives there whom no figure counts.
std::optional<double> people_in_areas(const domain::AreaTree& areas, const Category& category) {
    std::optional<double> people;
    for (const std::string& code : category.members) {
        const auto at = areas.find(code);
        if (!at || !areas.is_leaf(*at)) {
            continue;
        }
        if (!areas.areas[*at].population) {
            return std::nullopt;
        }
        people = people.value_or(0) + *areas.areas[*at].population;
    }
    return people;
}

std::optional<double> people_who_choose(const domain::Question& question,
                                        const std::string& category) {
    for (const domain::Band& band : question.number_rules.bands) {
        if (band.id == category) {
            return band.population;
        }
    }
    std::optional<double> people;
    for (const domain::Option& option : question.options) {
        if ((option.id == category || option.report_as == category) && option.population) {
            people = people.value_or(0) + *option.population;
        }
    }
    return people;
}

// People by category, where they are known.
std::map<std::size_t, double> people_of(const FrozenRound& round, const Dimension& dimension) {
    std::map<std::size_t, double> people;
    for (std::size_t i = 0; i < dimension.missing(); ++i) {
        const Category& category = dimension.categories[i];
        const domain::Question& question = round.questionnaire.questions[dimension.parts.front()];
        const auto known = dimension.is_area ? people_in_areas(round.areas, category)
                                             : people_who_choose(question, category.id);
        if (known) {
            people.emplace(i, *known);
        }
    }
    return people;
}

const domain::CategoryCounts* cell_of(const domain::DimensionCounts& counts, std::size_t category) {
    const auto found =
        std::ranges::find(counts.categories, category, &domain::CategoryCounts::category);
    return found == counts.categories.end() ? nullptr : &*found;
}

// The categories that are told, with the people of those that were moved into them; nothing if
// people of one are in none. `all_told`: one without a cell has no answers.
std::optional<std::map<std::size_t, double>> told_people(const FrozenRound& round,
                                                         const Dimension& dimension,
                                                         const domain::DimensionCounts& counts,
                                                         bool all_told) {
    std::map<std::size_t, double> told;
    for (const auto& [category, people] : people_of(round, dimension)) {
        std::optional<std::size_t> home = category;
        while (!all_told && home && cell_of(counts, *home) == nullptr) {
            home = dimension.categories[*home].moves_to;
        }
        if (!home || *home == dimension.not_reported()) {
            return std::nullopt;
        }
        told[*home] += people;
    }
    return told;
}

std::vector<RepresentedGroup> groups_of(const FrozenRound& round,
                                        const Dimension& dimension,
                                        const domain::DimensionCounts& counts,
                                        bool all_told) {
    std::vector<RepresentedGroup> groups;
    std::vector<double> answers;
    std::vector<double> people;
    const auto told = told_people(round, dimension, counts, all_told);
    for (const auto& [index, living] : told.value_or(std::map<std::size_t, double>())) {
        const Category& category = dimension.categories[index];
        const domain::CategoryCounts* cell = cell_of(counts, index);
        groups.push_back(
            {.category = category.id,
             .text = std::string(category.text.in(round.questionnaire.language, "sv").text),
             .answers = cell == nullptr ? 0 : cell->base,
             .people = living,
             .shares = {}});
        answers.push_back(static_cast<double>(groups.back().answers));
        people.push_back(living);
    }
    const auto shares = statistics::represent(answers, people);
    if (!shares) {
        return {};
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
        groups[i].shares = (*shares)[i];
    }
    return groups;
}

}  // namespace

std::vector<Representativity> representativity_of(const FrozenRound& round,
                                                  const domain::QuestionCounts& counts,
                                                  bool is_settled) {
    std::vector<Representativity> all;
    for (const domain::DimensionCounts& part : counts.by) {
        const Dimension& dimension = round.plan.dimensions[part.dimension];
        if (dimension.parts.size() != 1 || people_of(round, dimension).size() < 2) {
            continue;
        }
        const bool all_told = is_settled && part.recoded == 0 && counts.withheld == 0;
        all.push_back({.dimension = dimension.id,
                       .dimension_text = dimension_text(round, dimension),
                       .groups = groups_of(round, dimension, part, all_told)});
    }
    return all;
}

std::string signed_points_text(double fraction) {
    const std::string points = decimal_text(std::abs(fraction * 100), 1);
    if (points == "0,0") {
        return points;
    }
    return (fraction < 0 ? "−" : "+") + points;
}

}  // namespace lyhord::reporting
