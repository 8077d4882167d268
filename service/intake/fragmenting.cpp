#include "intake/fragmenting.h"

#include <algorithm>
#include <set>

#include "intake/withdrawal.h"

namespace lyhord::intake {
namespace {

using domain::Question;
using domain::QuestionType;

using Values = std::vector<std::uint16_t>;

std::uint16_t index16(std::size_t index) { return static_cast<std::uint16_t>(index); }

// The option that is counted: `report_as` sends an option's answers to another one, always.
std::size_t counted_option(const Question& question, std::size_t option) {
    const std::optional<std::string>& other = question.options[option].report_as;
    return other ? *question.option(*other) : option;
}

std::size_t band_of(const domain::NumberRules& rules, double number) {
    for (std::size_t i = 0; i < rules.bands.size(); ++i) {
        if (!rules.bands[i].below || number < *rules.bands[i].below) {
            return i;
        }
    }
    return rules.bands.size() - 1;
}

// The id of the counted option; empty if the question is a matrix or a text.
std::string option_id(const domain::FrozenRound& round, const CheckedAnswer& answer) {
    const Question& question = round.questionnaire.questions[answer.question];
    switch (question.type) {
        case QuestionType::single:
            return question.options[counted_option(question, answer.options.front())].id;
        case QuestionType::scale:
            return std::to_string(static_cast<std::int64_t>(answer.number));
        case QuestionType::number:
            return question.number_rules.bands[band_of(question.number_rules, answer.number)].id;
        default:
            return {};
    }
}

std::size_t part_category(const domain::FrozenRound& round,
                          const domain::Dimension& dimension,
                          const CheckedAnswer& answer) {
    const Question& question = round.questionnaire.questions[answer.question];
    if (question.type == QuestionType::area) {
        return area_category(dimension, answer.area);
    }
    const std::string id = option_id(round, answer);
    const auto found = std::ranges::find(dimension.categories, id, &domain::Category::id);
    // A `missing` option is no category of its own.
    return found == dimension.categories.end()
               ? dimension.missing()
               : static_cast<std::size_t>(found - dimension.categories.begin());
}

class Fragmenting {
public:
    Fragmenting(const FragmentingContext& context, CheckedDraft draft)
        : context_(context), plan_(context.round.plan), draft_(std::move(draft)) {
        for (std::size_t i = 0; i < plan_.dimensions.size(); ++i) {
            categories_.push_back(index16(category(plan_.dimensions[i])));
        }
    }

    std::vector<domain::Fragment> run() {
        std::vector<domain::Fragment> fragments;
        for (std::size_t i = 0; i < plan_.questions.size(); ++i) {
            if (std::optional<domain::Fragment> fragment = fragment_of(i)) {
                fragments.push_back(std::move(*fragment));
            }
        }
        return fragments;
    }

private:
    CheckedAnswer* answer_to(std::size_t question) {
        const auto found = std::ranges::find(draft_.answers, question, &CheckedAnswer::question);
        return found == draft_.answers.end() ? nullptr : &*found;
    }

    std::size_t category(const domain::Dimension& dimension) {
        std::vector<std::size_t> parts;
        for (const std::size_t part : dimension.parts) {
            const domain::Dimension& alone = plan_.singles.at(part);
            const CheckedAnswer* answer = answer_to(part);
            parts.push_back(answer == nullptr ? alone.missing()
                                              : part_category(context_.round, alone, *answer));
        }
        return crossed_category(plan_, dimension, parts);
    }

    std::optional<domain::Fragment> fragment_of(std::size_t index) {
        const domain::ReleaseQuestion& question = plan_.questions[index];
        domain::Fragment fragment;
        fragment.question = index16(index);
        for (const std::size_t dimension : question.dimensions) {
            fragment.categories.push_back(categories_[dimension]);
        }
        if (!question.question) {
            return fragment;  // deltagande
        }
        CheckedAnswer* answer = answer_to(*question.question);
        if (answer == nullptr || (question.row && !answer->rows[*question.row])) {
            return std::nullopt;
        }
        if (question.is_text) {
            return add_text(question, *answer, std::move(fragment));
        }
        fragment.values = values_of(question, *answer);
        if (fragment.values.empty()) {
            return std::nullopt;
        }
        return fragment;
    }

    Values values_of(const domain::ReleaseQuestion& release, const CheckedAnswer& answer) const {
        const Question& question = context_.round.questionnaire.questions[answer.question];
        if (release.row) {
            return {index16(counted_option(question, *answer.rows[*release.row]))};
        }
        if (question.type == QuestionType::multiple) {
            std::set<std::uint16_t> ticked;
            for (const std::size_t option : answer.options) {
                ticked.insert(index16(counted_option(question, option)));
            }
            return {ticked.begin(), ticked.end()};
        }
        std::string id = option_id(context_.round, answer);
        if (question.type == QuestionType::area) {
            const domain::Dimension& alone = plan_.singles.at(answer.question);
            id = alone.categories[area_category(alone, answer.area)].id;
        }
        const auto found = std::ranges::find(release.options, id, &domain::ReleaseOption::id);
        if (found == release.options.end()) {
            return {};  // an area that no category counts
        }
        return {index16(static_cast<std::size_t>(found - release.options.begin()))};
    }

    std::optional<domain::Fragment> add_text(const domain::ReleaseQuestion& release,
                                             CheckedAnswer& answer,
                                             domain::Fragment fragment) {
        anonymize::Redaction redaction = context_.redactor.redact(std::move(*answer.text));
        if (redaction.withheld) {
            // Never raw text through. Its fragment goes on without it, so that the answer is
            // accounted for; no line of the log, which would tell when it came.
            return fragment;
        }
        const std::optional<std::string>& codebook =
            context_.round.questionnaire.questions[answer.question].text_rules.codebook;
        if (codebook) {
            fragment.values = codes(*codebook, redaction.text);
        }
        fragment.text = domain::FragmentText{
            .text = std::move(redaction.text),
            .withdrawal_id = withdrawal_id(context_.receipt, context_.round.round.id, release.id),
            .language = draft_.language};
        return fragment;
    }

    Values codes(std::string_view codebook, const domain::RedactedText& text) const {
        Values values;
        for (std::size_t i = 0; i < context_.round.codebooks.size(); ++i) {
            if (context_.round.codebooks[i].id == codebook) {
                for (const std::size_t theme : context_.coders[i].code(text)) {
                    values.push_back(index16(theme));
                }
            }
        }
        return values;
    }

    const FragmentingContext& context_;
    const domain::ReleasePlan& plan_;
    CheckedDraft draft_;
    std::vector<std::uint16_t> categories_;  // one a dimension of the plan
};

}  // namespace

std::vector<domain::Fragment> to_fragments(const FragmentingContext& context, CheckedDraft draft) {
    return Fragmenting(context, std::move(draft)).run();
}

}  // namespace lyhord::intake
