#include "api/resident/form_echo.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/utf8.h"
#include "http/message.h"

namespace lyhord::api {
namespace {

using domain::Question;
using domain::QuestionType;
using domain::RawText;

// Browsers send CRLF for a line break; JSON clients send LF. Both mean the same answer.
std::string with_plain_newlines(std::string text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') {
            out += text[i];
        } else if (i + 1 == text.size() || text[i + 1] != '\n') {
            out += '\n';
        }
    }
    return out;
}

// "12", "12,5", "-3", "1 200": nothing for anything else.
std::optional<double> read_number(std::string_view typed) {
    std::string text;
    for (const char c : typed) {
        if (c == ',') {
            text += '.';
        } else if (c != ' ') {
            text += c;
        }
    }
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    if (text.empty() || !whole || !std::isfinite(number)) {
        return std::nullopt;
    }
    return number;
}

bool is_number_type(QuestionType type) {
    return type == QuestionType::scale || type == QuestionType::number;
}

}  // namespace

std::string field_name(const Question& question) { return "q." + question.id; }

std::string field_name(const Question& question, const domain::MatrixRow& row) {
    return field_name(question) + "." + row.id;
}

FormEcho::FormEcho(const domain::FrozenRound& round)
    : round_(&round),
      answers_(round.questionnaire.questions.size()),
      current_(round.questionnaire.questions.size()) {
    for (std::size_t i = 0; i < answers_.size(); ++i) {
        const std::size_t rows = round.questionnaire.questions[i].rows.size();
        answers_[i].rows.resize(rows);
        answers_[i].row_choices.resize(rows);
    }
}

std::optional<FormEcho> FormEcho::parse(const domain::FrozenRound& round, std::string_view body) {
    std::optional<http::Fields> fields = http::parse_form(body);
    if (!fields) {
        return std::nullopt;
    }
    FormEcho echo(round);
    for (auto& [name, value] : *fields) {
        echo.take(name, std::move(value));
    }
    for (std::size_t i = 0; i < echo.answers_.size(); ++i) {
        echo.understand(i);
    }
    echo.state = with_next_layout(round.questionnaire, std::move(echo.state));
    return echo;
}

void FormEcho::take(std::string_view name, std::string value) {
    if (!name.starts_with("q.")) {
        state.read(name, value);
        return;
    }
    name.remove_prefix(2);
    const std::size_t dot = std::min(name.find('.'), name.size());
    const auto question = round_->questionnaire.find(name.substr(0, dot));
    if (!question || value.empty()) {
        return;
    }
    if (!base::is_valid_utf8(value)) {
        value = base::nfc(value);
    }
    if (dot == name.size()) {
        take_answer(*question, std::move(value));
    } else {
        take_row(*question, name.substr(dot + 1), std::move(value));
    }
}

void FormEcho::take_answer(std::size_t question, std::string value) {
    const QuestionType type = round_->questionnaire.questions[question].type;
    std::vector<RawText>& values = answers_[question].values;
    if (type == QuestionType::matrix) {
        return;
    }
    if (type == QuestionType::text) {
        value = with_plain_newlines(std::move(value));
    }
    if (type != QuestionType::multiple) {
        values.clear();
    }
    values.emplace_back(std::move(value));
}

void FormEcho::take_row(std::size_t question, std::string_view row, std::string value) {
    const std::vector<domain::MatrixRow>& rows = round_->questionnaire.questions[question].rows;
    const auto found = std::ranges::find(rows, row, &domain::MatrixRow::id);
    if (found != rows.end()) {
        answers_[question].rows[static_cast<std::size_t>(found - rows.begin())].emplace(
            std::move(value));
    }
}

// Finds what was posted among the ids of the frozen round; only those go into current_.
void FormEcho::understand(std::size_t index) {
    const Question& question = round_->questionnaire.questions[index];
    Answer& answer = answers_[index];
    domain::CurrentAnswer& current = current_[index];
    for (std::size_t row = 0; row < answer.rows.size(); ++row) {
        if (answer.rows[row]) {
            answer.row_choices[row] = question.option(answer.rows[row]->read());
        }
        current.answered |= answer.row_choices[row].has_value();
    }
    if (question.type == QuestionType::text) {
        current.answered = !is_blank(index);
        return;
    }
    for (const RawText& value : answer.values) {
        if (is_number_type(question.type)) {
            answer.number = read_number(value.read());
            answer.number_text = answer.number ? domain::number_text(*answer.number) : "";
            current.values.assign(answer.number ? 1 : 0, answer.number_text);
        } else if (const auto category = category_of(question, value.read())) {
            current.values.push_back(*category);
        }
    }
    current.answered |= !current.values.empty();
}

std::optional<std::string_view> FormEcho::category_of(const Question& question,
                                                      std::string_view raw) const {
    if (const auto option = question.option(raw)) {
        return question.options[*option].id;
    }
    if (question.type != QuestionType::area) {
        return std::nullopt;
    }
    if (const auto area = round_->areas.find(raw)) {
        return round_->areas.areas[*area].code;
    }
    const bool outside = raw == domain::outside_category && question.area_rules.allow_outside;
    return outside ? std::optional(domain::outside_category) : std::nullopt;
}

bool FormEcho::is_blank(std::size_t question) const {
    return std::ranges::all_of(answers_[question].values, [](const RawText& value) {
        return value.read().find_first_not_of(" \t\r\n") == std::string_view::npos;
    });
}

std::vector<bool> FormEcho::shown() const {
    return domain::visible(round_->questionnaire, current_);
}

bool FormEcho::chose(std::size_t question, std::string_view value) const {
    const std::vector<std::string_view>& values = current_[question].values;
    return std::ranges::find(values, value) != values.end();
}

std::optional<std::size_t> FormEcho::row_choice(std::size_t question, std::size_t row) const {
    return answers_[question].row_choices[row];
}

base::Json FormEcho::typed(std::size_t question) const {
    const std::vector<RawText>& values = answers_[question].values;
    return values.empty() ? base::Json("") : base::Json(values.front().read());
}

std::size_t FormEcho::typed_characters(std::size_t question) const {
    const std::vector<RawText>& values = answers_[question].values;
    return values.empty() ? 0 : base::count_characters(values.front().read());
}

base::Json FormEcho::hidden_fields(const std::set<std::size_t>& shown_questions) const {
    base::Json fields = base::Json::array();
    for (std::size_t i = 0; i < answers_.size(); ++i) {
        const Question& question = round_->questionnaire.questions[i];
        if (shown_questions.contains(i)) {
            continue;
        }
        for (const RawText& value : answers_[i].values) {
            fields.push(hidden_field(field_name(question), value.read()));
        }
        for (std::size_t row = 0; row < answers_[i].rows.size(); ++row) {
            if (const std::optional<RawText>& value = answers_[i].rows[row]) {
                fields.push(hidden_field(field_name(question, question.rows[row]), value->read()));
            }
        }
    }
    return fields;
}

domain::RawValue FormEcho::value_of(std::size_t index) const {
    const auto again = [](const RawText& value) { return RawText(std::string(value.read())); };
    const Question& question = round_->questionnaire.questions[index];
    const Answer& answer = answers_[index];
    if (question.type == QuestionType::matrix) {
        domain::RawRows rows;
        for (std::size_t row = 0; row < answer.rows.size(); ++row) {
            if (answer.rows[row]) {
                rows.emplace_back(RawText(question.rows[row].id), again(*answer.rows[row]));
            }
        }
        return rows;
    }
    if (question.type == QuestionType::multiple) {
        domain::RawChoices choices;
        for (const RawText& value : answer.values) {
            choices.push_back(again(value));
        }
        return choices;
    }
    if (answer.number) {
        return *answer.number;
    }
    return again(answer.values.front());
}

domain::Draft FormEcho::draft(std::string_view language, domain::Channel channel) const {
    domain::Draft draft;
    draft.version = round_->questionnaire.version;
    draft.language = RawText(std::string(language));
    draft.channel = channel;
    const std::vector<bool> asked = shown();
    for (std::size_t i = 0; i < answers_.size(); ++i) {
        const Answer& answer = answers_[i];
        const bool has_rows = std::ranges::any_of(
            answer.rows, [](const std::optional<RawText>& row) { return row.has_value(); });
        if (asked[i] && (has_rows || !is_blank(i))) {
            draft.answers.push_back({.question = RawText(question(i).id), .value = value_of(i)});
        }
    }
    return draft;
}

}  // namespace lyhord::api
