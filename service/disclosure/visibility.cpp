#include "disclosure/visibility.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

#include "disclosure/plan_shape.h"
#include "disclosure/settlement.h"

namespace lyhord::disclosure {
namespace {

constexpr std::size_t draws_made = 20;
constexpr std::int64_t answers_max = 3000;  // with more, next to all are seen

using domain::FrozenRound;

// How likely each category is: those that nobody gives, such as "Ej redovisat", never are.
std::vector<double> weights_of(const FrozenRound& round, const domain::Dimension& dimension) {
    std::vector<double> weights(dimension.categories.size(), 0);
    for (std::size_t i = 0; i < dimension.missing(); ++i) {
        weights[i] = 1;
    }
    if (!dimension.is_area) {
        return weights;
    }
    std::vector<double> people(weights.size(), 0);
    for (std::size_t i = 0; i < dimension.missing(); ++i) {
        for (const std::string& code : dimension.categories[i].members) {
            const auto at = round.areas.find(code);
            if (!at || !round.areas.is_leaf(*at)) {
                continue;
            }
            if (!round.areas.areas[*at].population) {
                return weights;
            }
            people[i] += *round.areas.areas[*at].population;
        }
    }
    return std::ranges::any_of(people, [](double each) { return each > 0; }) ? people : weights;
}

// How many areas without parts each category of an area dimension counts.
std::vector<std::size_t> areas_in(const FrozenRound& round, const domain::Dimension& dimension) {
    std::vector<std::size_t> areas;
    for (const domain::Category& category : dimension.categories) {
        areas.push_back(static_cast<std::size_t>(
            std::ranges::count_if(category.members, [&round](const std::string& code) {
                const auto at = round.areas.find(code);
                return at && round.areas.is_leaf(*at);
            })));
    }
    return areas;
}

DimensionVisibility described(const FrozenRound& round, const domain::Dimension& dimension) {
    DimensionVisibility visibility{.dimension = dimension.id, .groups = dimension.missing()};
    if (dimension.is_area) {
        const std::vector<std::size_t> areas = areas_in(round, dimension);
        visibility.areas = std::accumulate(areas.begin(), areas.end(), std::size_t{0});
        visibility.groups = areas.size() - static_cast<std::size_t>(std::ranges::count(areas, 0U));
    }
    return visibility;
}

// The question that shows most of what the dimensions cost; null: none has any.
const domain::ReleaseQuestion* judged_question(const domain::ReleasePlan& plan) {
    const domain::ReleaseQuestion* best = nullptr;
    for (const domain::ReleaseQuestion& question : plan.questions) {
        const bool judged = question.all_rules && !question.is_text && !question.options.empty() &&
                            question.kind == domain::ValueKind::one;
        if (judged && !question.dimensions.empty() &&
            (best == nullptr || question.dimensions.size() > best->dimensions.size())) {
            best = &question;
        }
    }
    return best;
}

using Draws = std::vector<std::vector<Fragment>>;

Draws drawn_rounds(const QuestionShape& shape,
                   const std::vector<std::vector<double>>& weights,
                   std::size_t answers) {
    std::vector<double> options(shape.options);
    for (std::size_t i = 0; i < options.size(); ++i) {
        options[i] = static_cast<double>(options.size() - i);
    }
    std::discrete_distribution<Index> option(options.begin(), options.end());
    std::vector<std::discrete_distribution<Index>> category;
    for (const std::vector<double>& each : weights) {
        category.emplace_back(each.begin(), each.end());
    }
    Draws draws(draws_made);
    std::mt19937 random(1);
    for (std::vector<Fragment>& fragments : draws) {
        fragments.resize(answers);
        for (Fragment& fragment : fragments) {
            fragment.options = {option(random)};
            for (auto& each : category) {
                fragment.categories.push_back(each(random));
            }
        }
    }
    return draws;
}

struct Mean {
    double counted = 0;
    std::vector<double> own;  // by dimension of the shape
};

Mean settled_mean(const QuestionShape& shape, const Draws& draws) {
    Mean mean{.counted = 0, .own = std::vector<double>(shape.dimensions.size(), 0)};
    for (const std::vector<Fragment>& fragments : draws) {
        const double all = static_cast<double>(fragments.size() * draws.size());
        const Outcome outcome = settle(shape, fragments);
        const auto admitted = static_cast<double>(outcome.admitted.size());
        mean.counted += admitted / all;
        for (std::size_t d = 0; d < mean.own.size(); ++d) {
            mean.own[d] += (admitted - static_cast<double>(outcome.recoded[d])) / all;
        }
    }
    return mean;
}

// As if the dimension had not been declared.
Mean mean_without(std::size_t dimension, QuestionShape shape, Draws draws) {
    const auto at = static_cast<std::ptrdiff_t>(dimension);
    shape.dimensions.erase(shape.dimensions.begin() + at);
    for (std::vector<Fragment>& fragments : draws) {
        for (Fragment& fragment : fragments) {
            fragment.categories.erase(fragment.categories.begin() + at);
        }
    }
    return settled_mean(shape, draws);
}

}  // namespace

std::optional<Visibility> expected_visibility(const FrozenRound& round, std::int64_t answers) {
    const domain::ReleaseQuestion* question = judged_question(round.plan);
    if (question == nullptr) {
        return std::nullopt;
    }
    const auto drawn = static_cast<std::size_t>(std::clamp<std::int64_t>(answers, 1, answers_max));
    const QuestionShape shape = shape_of(round.plan, *question);
    std::vector<std::vector<double>> weights;
    for (const std::size_t dimension : question->dimensions) {
        weights.push_back(weights_of(round, round.plan.dimensions[dimension]));
    }
    const Draws draws = drawn_rounds(shape, weights, drawn);
    const Mean whole = settled_mean(shape, draws);
    Visibility visibility{.answers = answers, .counted = whole.counted, .dimensions = {}};
    for (std::size_t d = 0; d < shape.dimensions.size(); ++d) {
        const domain::Dimension& dimension = round.plan.dimensions[question->dimensions[d]];
        const Mean rest = mean_without(d, shape, draws);
        DimensionVisibility each = described(round, dimension);
        each.own = whole.own[d];
        each.others_without = rest.own.empty() ? rest.counted : std::ranges::min(rest.own);
        visibility.dimensions.push_back(std::move(each));
    }
    return visibility;
}

}  // namespace lyhord::disclosure
