#include "domain/conditions.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace lyhord::domain {

bool holds(const Condition& condition, const CurrentAnswer& answer) {
    if (!answer.answered) {
        return false;
    }
    const auto listed = [&condition](std::string_view value) {
        return std::ranges::find(condition.values, value) != condition.values.end();
    };
    return condition.answered || std::ranges::any_of(answer.values, listed);
}

std::vector<bool> visible(const Questionnaire& questionnaire,
                          std::span<const CurrentAnswer> answers) {
    std::vector<bool> shown;
    for (const Question& question : questionnaire.questions) {
        shown.push_back(std::ranges::all_of(question.show_if, [&](const Condition& condition) {
            return condition.question < answers.size() && condition.question < shown.size() &&
                   shown[condition.question] && holds(condition, answers[condition.question]);
        }));
    }
    return shown;
}

std::string number_text(double number) {
    std::array<char, 32> buffer{};
    const double positive_zero = number == 0 ? 0.0 : number;  // no "-0"
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), positive_zero).ptr;
    return {buffer.data(), end};
}

}  // namespace lyhord::domain
