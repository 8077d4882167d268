#include "api/resident/problem_text.h"

#include <algorithm>
#include <string_view>

namespace lyhord::api {
namespace {

using domain::Question;
using domain::QuestionType;

struct Range {
    std::optional<double> min;
    std::optional<double> max;
};

Range range_of(const Question& question) {
    if (question.type == QuestionType::scale) {
        return {.min = static_cast<double>(question.scale_rules.min),
                .max = static_cast<double>(question.scale_rules.max)};
    }
    return {.min = question.number_rules.min, .max = question.number_rules.max};
}

std::string_view range_key(const Range& range) {
    if (range.min && range.max) {
        return "error_out_of_range";
    }
    return range.min ? "error_below_min" : "error_above_max";
}

std::string_view key_of(const Question& question, std::string_view problem) {
    if (problem == "out_of_range") {
        return range_key(range_of(question));
    }
    if (problem == "wrong_step") {
        return question.number_rules.step == 1.0 ? "error_whole_number" : "error_wrong_step";
    }
    if (problem == "wrong_type" && question.type == QuestionType::number) {
        return "error_wrong_number";
    }
    if (problem == "required") {
        return "error_required";
    }
    if (problem == "exclusive") {
        return "error_exclusive";
    }
    if (problem == "too_many_choices") {
        return "error_too_many_choices";
    }
    return problem == "too_long" ? "error_too_long" : "error_choose";
}

std::string exclusive_option(const Question& question, const PageLanguage& language) {
    const auto found = std::ranges::find_if(question.options, &domain::Option::exclusive);
    return found == question.options.end()
               ? std::string()
               : std::string(found->text.in(language.content, language.content).text);
}

std::string max_words(const Question& question, const PageLanguage& language) {
    if (question.type == QuestionType::text) {
        return std::to_string(question.text_rules.characters_max);
    }
    if (question.choices_max) {
        return std::to_string(*question.choices_max);
    }
    return number_words(range_of(question).max.value_or(0), language);
}

}  // namespace

std::string number_words(double number, const PageLanguage& language) {
    std::string text = domain::number_text(number);
    if (!language.page.starts_with("en")) {
        std::ranges::replace(text, '.', ',');
    }
    return text;
}

std::string problem_text(const Pages& pages,
                         const PageLanguage& language,
                         const FormEcho& echo,
                         const intake::DraftProblem& problem) {
    if (!problem.question) {
        const bool is_empty = problem.problem.view() == "empty";
        return std::string(pages.text(language.page, is_empty ? "error_empty" : "error_changed"));
    }
    const Question& question = echo.question(*problem.question);
    const Placeholder placeholders[] = {
        {"max", max_words(question, language)},
        {"min", number_words(range_of(question).min.value_or(0), language)},
        {"step", number_words(question.number_rules.step.value_or(0), language)},
        {"count", std::to_string(echo.typed_characters(*problem.question))},
        {"option", exclusive_option(question, language)},
    };
    return filled(pages.text(language.page, key_of(question, problem.problem.view())),
                  placeholders);
}

}  // namespace lyhord::api
