// Owns FormEcho: one posted form. Answers are RawText here, and this is the only class of api/
// that may read them, for two purposes: a Draft for intake, and the same page again with what was
// typed. What leaves it otherwise are ids of the frozen questionnaire, never a resident's words, so
// nothing can be logged or stored through it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "api/resident/form_state.h"
#include "base/json/json.h"
#include "domain/conditions.h"
#include "domain/draft.h"
#include "domain/release_plan.h"

namespace lyhord::api {

class FormEcho {
public:
    // `round` must outlive the form. Fields nobody asked for are dropped.
    explicit FormEcho(const domain::FrozenRound& round);
    // Nothing if the body is no form.
    static std::optional<FormEcho> parse(const domain::FrozenRound& round, std::string_view body);

    FormState state;

    const domain::Question& question(std::size_t index) const {
        return round_->questionnaire.questions[index];
    }
    // What is answered, one entry a question, for domain::visible.
    const std::vector<domain::CurrentAnswer>& current() const { return current_; }
    // One entry a question: is it asked, given these answers?
    std::vector<bool> shown() const;

    // True if `value` (an option id, an area code, a number as text) is the answer or part of it.
    bool chose(std::size_t question, std::string_view value) const;
    // The option index chosen in a matrix row.
    std::optional<std::size_t> row_choice(std::size_t question, std::size_t row) const;

    // For the page that answers this form, and nothing else:
    base::Json typed(std::size_t question) const;  // the text or number as it was typed
    std::size_t typed_characters(std::size_t question) const;
    // [{"name", "value"}] of every answer apart from those to `shown_questions`.
    base::Json hidden_fields(const std::set<std::size_t>& shown_questions) const;

    // The answers to questions that are asked; numbers with a comma or a point.
    domain::Draft draft(std::string_view language, domain::Channel channel) const;

private:
    struct Answer {
        std::vector<domain::RawText> values;
        std::vector<std::optional<domain::RawText>> rows;     // matrix
        std::vector<std::optional<std::size_t>> row_choices;  // matrix
        std::optional<double> number;                         // scale, number
        std::string number_text;                              // of it, as conditions write it
    };

    void take(std::string_view name, std::string value);
    void take_answer(std::size_t question, std::string value);
    void take_row(std::size_t question, std::string_view row, std::string value);
    void understand(std::size_t index);
    // The frozen round's own id for what was posted; nothing if it has none.
    std::optional<std::string_view> category_of(const domain::Question& question,
                                                std::string_view raw) const;
    domain::RawValue value_of(std::size_t index) const;
    bool is_blank(std::size_t question) const;

    const domain::FrozenRound* round_;
    std::vector<Answer> answers_;
    std::vector<domain::CurrentAnswer> current_;
};

// Field names: "q.<question>" and "q.<question>.<row>".
std::string field_name(const domain::Question& question);
std::string field_name(const domain::Question& question, const domain::MatrixRow& row);

}  // namespace lyhord::api
