#include "intake/draft_check.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/limits.h"
#include "base/utf8.h"
#include "domain/conditions.h"
#include "intake/draft_canonical.h"

namespace lyhord::intake {
namespace {

using domain::Question;
using domain::QuestionType;
using domain::RawText;

using Problem = std::optional<base::Literal>;

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Anything that may be meant for a tag: what is no language of the round costs nobody an answer.
bool resembles_language_tag(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    };
    return text.size() >= 2 && text.size() <= base::limits::language_characters_max &&
           std::ranges::all_of(text, fits);
}

Problem number_problem(const Question& question, double number) {
    if (question.type == QuestionType::scale) {
        const bool whole = number == std::floor(number);
        const bool inside = number >= static_cast<double>(question.scale_rules.min) &&
                            number <= static_cast<double>(question.scale_rules.max);
        return whole && inside ? Problem() : Problem(base::Literal("out_of_range"));
    }
    const domain::NumberRules& rules = question.number_rules;
    if ((rules.min && number < *rules.min) || (rules.max && number > *rules.max)) {
        return base::Literal("out_of_range");
    }
    if (rules.step && *rules.step > 0) {
        const double steps = (number - rules.min.value_or(0)) / *rules.step;
        if (std::abs(steps - std::round(steps)) > 1e-6) {
            return base::Literal("wrong_step");
        }
    }
    return std::nullopt;
}

}  // namespace

// Reads one draft against one round. A friend by being DraftCheck's own part: only it reads
// RawText.
class DraftCheck::Evaluation {
public:
    Evaluation(const domain::FrozenRound& round, const domain::Draft& draft)
        : round_(round), draft_(draft) {
        check_head();
        for (std::size_t i = 0; i < draft.answers.size(); ++i) {
            check_answer(i);
        }
        drop_hidden();
    }

    struct Accepted {
        CheckedAnswer answer;
        std::size_t source = 0;  // index in Draft::answers
    };
    std::vector<DraftProblem> problems;
    std::vector<Accepted> accepted;  // in questionnaire order, visible ones only

private:
    void add(std::optional<std::size_t> question, base::Literal problem) {
        problems.push_back({question, problem});
    }

    void check_head() {
        if (draft_.version != round_.questionnaire.version) {
            add(std::nullopt, "wrong_version");
        }
        if (!resembles_language_tag(draft_.language.read())) {
            add(std::nullopt, "unknown_language");
        }
    }

    void check_answer(std::size_t source) {
        const domain::RawAnswer& raw = draft_.answers[source];
        const auto index = round_.questionnaire.find(raw.question.read());
        if (!index) {
            add(std::nullopt, "unknown_question");
            return;
        }
        if (!seen_.insert(*index).second) {
            add(index, "twice");
            return;
        }
        Accepted found{.answer = {}, .source = source};
        found.answer.question = *index;
        const Outcome outcome =
            read_value(round_.questionnaire.questions[*index], raw.value, found);
        if (outcome.problem) {
            wrong_.insert(*index);
            add(index, *outcome.problem);
        } else if (outcome.answered) {
            accepted.push_back(std::move(found));
        }
    }

    struct Outcome {
        bool answered = false;
        Problem problem;
    };
    static Outcome wrong(base::Literal problem) { return {.answered = false, .problem = problem}; }

    Outcome read_value(const Question& question, const domain::RawValue& value, Accepted& into) {
        switch (question.type) {
            case QuestionType::single:
                return read_single(question, value, into.answer);
            case QuestionType::multiple:
                return read_multiple(question, value, into.answer);
            case QuestionType::matrix:
                return read_matrix(question, value, into.answer);
            case QuestionType::scale:
            case QuestionType::number:
                return read_number(question, value, into.answer);
            case QuestionType::area:
                return read_area(question, value, into.answer);
            case QuestionType::text:
                return read_text(question, value);
        }
        return wrong("wrong_type");
    }

    static Outcome read_single(const Question& question,
                               const domain::RawValue& value,
                               CheckedAnswer& answer) {
        const RawText* text = std::get_if<RawText>(&value);
        if (text == nullptr) {
            return wrong("wrong_type");
        }
        const auto option = question.option(text->read());
        if (!option) {
            return wrong("unknown_option");
        }
        answer.options = {*option};
        return {.answered = true, .problem = {}};
    }

    static Outcome read_multiple(const Question& question,
                                 const domain::RawValue& value,
                                 CheckedAnswer& answer) {
        const domain::RawChoices* choices = std::get_if<domain::RawChoices>(&value);
        if (choices == nullptr) {
            return wrong("wrong_type");
        }
        std::set<std::size_t> ticked;
        bool exclusive = false;
        for (const RawText& choice : *choices) {
            const auto option = question.option(choice.read());
            if (!option) {
                return wrong("unknown_option");
            }
            if (!ticked.insert(*option).second) {
                return wrong("twice");
            }
            exclusive |= question.options[*option].exclusive;
        }
        if (exclusive && ticked.size() > 1) {
            return wrong("exclusive");
        }
        if (question.choices_max && ticked.size() > *question.choices_max) {
            return wrong("too_many_choices");
        }
        answer.options.assign(ticked.begin(), ticked.end());
        return {.answered = !ticked.empty(), .problem = {}};
    }

    static Outcome read_matrix(const Question& question,
                               const domain::RawValue& value,
                               CheckedAnswer& answer) {
        const domain::RawRows* rows = std::get_if<domain::RawRows>(&value);
        if (rows == nullptr) {
            return wrong("wrong_type");
        }
        answer.rows.assign(question.rows.size(), std::nullopt);
        for (const auto& [row_id, option_id] : *rows) {
            const auto row =
                std::ranges::find(question.rows, row_id.read(), &domain::MatrixRow::id);
            if (row == question.rows.end()) {
                return wrong("unknown_row");
            }
            auto& cell = answer.rows[static_cast<std::size_t>(row - question.rows.begin())];
            const auto option = question.option(option_id.read());
            if (!option || cell) {
                return cell ? wrong("twice") : wrong("unknown_option");
            }
            cell = option;
        }
        return {.answered = !rows->empty(), .problem = {}};
    }

    static Outcome read_number(const Question& question,
                               const domain::RawValue& value,
                               CheckedAnswer& answer) {
        const double* number = std::get_if<double>(&value);
        if (number == nullptr || !std::isfinite(*number)) {
            return wrong("wrong_type");
        }
        answer.number = *number;
        const Problem problem = number_problem(question, *number);
        return {.answered = !problem, .problem = problem};
    }

    Outcome read_area(const Question& question,
                      const domain::RawValue& value,
                      CheckedAnswer& answer) const {
        const RawText* text = std::get_if<RawText>(&value);
        if (text == nullptr) {
            return wrong("wrong_type");
        }
        const domain::AreaRules& rules = question.area_rules;
        const auto area = round_.areas.find(text->read());
        const auto root = round_.areas.find(rules.root);
        const bool inside = area && root && round_.areas.is_within(*area, *root);
        const bool outside = rules.allow_outside && text->read() == domain::outside_category;
        if (!inside && !outside) {
            return wrong("unknown_area");
        }
        answer.area = inside ? round_.areas.areas[*area].code : std::string(text->read());
        return {.answered = true, .problem = {}};
    }

    static Outcome read_text(const Question& question, const domain::RawValue& value) {
        const RawText* text = std::get_if<RawText>(&value);
        if (text == nullptr) {
            return wrong("wrong_type");
        }
        if (base::count_characters(text->read()) > question.text_rules.characters_max) {
            return wrong("too_long");
        }
        return {.answered = !is_blank(text->read()), .problem = {}};
    }

    // Keeps the answers of visible questions, in questionnaire order, and reports visible required
    // questions without one.
    void drop_hidden() {
        std::ranges::sort(accepted, {}, [](const Accepted& a) { return a.answer.question; });
        const std::vector<Question>& questions = round_.questionnaire.questions;
        std::vector<domain::CurrentAnswer> current(questions.size());
        std::vector<std::string> numbers(questions.size());
        for (const Accepted& entry : accepted) {
            const std::size_t index = entry.answer.question;
            numbers[index] = domain::number_text(entry.answer.number);
            current[index] = condition_values(questions[index], entry.answer, numbers[index]);
        }
        const std::vector<bool> shown = domain::visible(round_.questionnaire, current);
        std::erase_if(accepted, [&](const Accepted& a) { return !shown[a.answer.question]; });
        for (std::size_t i = 0; i < questions.size(); ++i) {
            const bool given = current[i].answered || wrong_.contains(i);
            if (questions[i].required && shown[i] && !given) {
                add(i, "required");
            }
        }
    }

    static domain::CurrentAnswer condition_values(const Question& question,
                                                  const CheckedAnswer& answer,
                                                  std::string_view number) {
        domain::CurrentAnswer current{.answered = true, .values = {}};
        for (const std::size_t option : answer.options) {
            current.values.push_back(question.options[option].id);
        }
        if (question.type == QuestionType::scale || question.type == QuestionType::number) {
            current.values.push_back(number);
        } else if (question.type == QuestionType::area) {
            current.values.push_back(answer.area);
        }
        return current;
    }

    const domain::FrozenRound& round_;
    const domain::Draft& draft_;
    std::set<std::size_t> seen_;
    std::set<std::size_t> wrong_;
};

std::expected<CheckedDraft, std::vector<DraftProblem>> DraftCheck::check(
    const domain::FrozenRound& round, domain::Draft draft) {
    Evaluation evaluation(round, draft);
    if (evaluation.problems.empty() && evaluation.accepted.empty()) {
        evaluation.problems.push_back({std::nullopt, "empty"});
    }
    if (!evaluation.problems.empty()) {
        return std::unexpected(std::move(evaluation.problems));
    }
    // Only a language of the round is kept: any other tag would be words of the resident's own.
    const std::vector<std::string>& languages = round.questionnaire.languages;
    const auto language = std::ranges::find(languages, draft.language.read());
    CheckedDraft checked{
        .language = language == languages.end() ? round.questionnaire.language : *language,
        .channel = draft.channel,
        .answers = {},
        .canonical = canonical(draft)};
    for (Evaluation::Accepted& entry : evaluation.accepted) {
        const Question& question = round.questionnaire.questions[entry.answer.question];
        if (question.type == QuestionType::text) {
            entry.answer.text = std::move(std::get<RawText>(draft.answers[entry.source].value));
        }
        checked.answers.push_back(std::move(entry.answer));
    }
    return checked;
}

std::vector<DraftProblem> DraftCheck::problems(const domain::FrozenRound& round,
                                               const domain::Draft& draft) {
    return Evaluation(round, draft).problems;
}

base::Bytes DraftCheck::canonical(const domain::Draft& draft) {
    std::vector<const domain::RawAnswer*> answers;
    for (const domain::RawAnswer& answer : draft.answers) {
        answers.push_back(&answer);
    }
    std::ranges::sort(answers, {}, [](const auto* answer) { return answer->question.read(); });
    CanonicalWriter writer;
    writer.number(static_cast<double>(draft.version));
    writer.text(draft.language.read());
    writer.text(domain::channel_name(draft.channel));
    for (const domain::RawAnswer* answer : answers) {
        writer.text(answer->question.read());
        if (const RawText* text = std::get_if<RawText>(&answer->value)) {
            writer.text(text->read());
        } else if (const double* number = std::get_if<double>(&answer->value)) {
            writer.number(*number);
        } else if (const auto* choices = std::get_if<domain::RawChoices>(&answer->value)) {
            std::vector<std::string_view> ids;
            for (const RawText& choice : *choices) {
                ids.push_back(choice.read());
            }
            writer.sorted(std::move(ids));
        } else {
            std::vector<std::pair<std::string_view, std::string_view>> rows;
            for (const auto& [row, option] : std::get<domain::RawRows>(answer->value)) {
                rows.emplace_back(row.read(), option.read());
            }
            writer.rows(std::move(rows));
        }
    }
    return writer.take();
}

}  // namespace lyhord::intake
