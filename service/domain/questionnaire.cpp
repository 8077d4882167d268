#include "domain/questionnaire.h"

#include <algorithm>

namespace lyhord::domain {

bool is_recording_name(std::string_view name) {
    constexpr std::size_t characters_max = 64;
    const std::string_view stem = name.substr(0, name.find('.'));
    const std::string_view end = name.substr(stem.size());
    return !stem.empty() && name.size() <= characters_max && (end == ".mp3" || end == ".m4a") &&
           std::ranges::all_of(stem, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

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
