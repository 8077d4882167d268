#include "reporting/wording.h"

namespace lyhord::reporting {

std::string question_text(const domain::FrozenRound& round,
                          const domain::ReleaseQuestion& question) {
    if (!question.question) {
        return "Deltagande";
    }
    const domain::Question& asked = round.questionnaire.questions[*question.question];
    const auto words = [&round](const domain::LocalizedText& text) {
        return std::string(text.in(round.questionnaire.language, "sv").text);
    };
    return question.row ? words(asked.text) + " – " + words(asked.rows[*question.row].text)
                        : words(asked.text);
}

std::string dimension_text(const domain::FrozenRound& round, const domain::Dimension& dimension) {
    std::string text;
    for (const std::size_t part : dimension.parts) {
        const domain::LocalizedText& asked = round.questionnaire.questions[part].text;
        text += (text.empty() ? "" : " × ") +
                std::string(asked.in(round.questionnaire.language, "sv").text);
    }
    return text;
}

bool is_counted_elsewhere(const domain::FrozenRound& round,
                          const domain::ReleaseQuestion& question,
                          std::size_t option) {
    if (!question.question) {
        return false;
    }
    const domain::Question& asked = round.questionnaire.questions[*question.question];
    return option < asked.options.size() && asked.options[option].report_as.has_value();
}

}  // namespace lyhord::reporting
