#include "domain/questionnaire.h"

#include <algorithm>

namespace lyhord::domain {

std::optional<std::size_t> Question::option(std::string_view option_id) const {
    const auto found = std::ranges::find(options, option_id, &Option::id);
    if (found == options.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - options.begin());
}

std::optional<std::size_t> Questionnaire::find(std::string_view question_id) const {
    const auto found = std::ranges::find(questions, question_id, &Question::id);
    if (found == questions.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - questions.begin());
}

}  // namespace lyhord::domain
