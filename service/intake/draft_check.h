// Owns DraftCheck: the only place where what a resident sent is compared with the frozen
// questionnaire. What does not match is named by question and problem, never by content.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/literal.h"
#include "domain/draft.h"
#include "domain/release_plan.h"

namespace lyhord::intake {

// `problem` is one of: required, unknown_question, wrong_type, unknown_option, unknown_row,
// exclusive, too_many_choices, too_long, out_of_range, wrong_step, unknown_area, wrong_version,
// unknown_language, twice, empty.
struct DraftProblem {
    std::optional<std::size_t> question;  // index; none: the draft as a whole
    base::Literal problem;
};

// An answer that fits its question. Exactly one of the members is used, by the question's type.
struct CheckedAnswer {
    std::size_t question = 0;
    std::vector<std::size_t> options;              // single (one), multiple (ascending)
    std::vector<std::optional<std::size_t>> rows;  // matrix: option index per row
    double number = 0;                             // scale, number
    std::string area;                              // area code, or "outside"
    std::optional<domain::RawText> text;           // text
};

// Answers to visible questions only, in questionnaire order; empty ones are left out.
struct CheckedDraft {
    std::string language;
    domain::Channel channel = domain::Channel::link;
    std::vector<CheckedAnswer> answers;
    base::Bytes canonical;  // of the parsed draft, for the replay HMAC; wiped by its user
};

class DraftCheck {
public:
    // All problems at once. Answers to hidden questions are dropped; hidden required questions
    // never block. A draft without any answer is a problem ("empty").
    static std::expected<CheckedDraft, std::vector<DraftProblem>> check(
        const domain::FrozenRound& round, domain::Draft draft);

    // The same, without taking the draft: for a page that asks before everything is answered.
    // "required" is reported for visible questions only; "empty" is not.
    static std::vector<DraftProblem> problems(const domain::FrozenRound& round,
                                              const domain::Draft& draft);

private:
    class Evaluation;
    static base::Bytes canonical(const domain::Draft& draft);
};

}  // namespace lyhord::intake
