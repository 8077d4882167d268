// Owns the evaluation of show_if: which questions a resident sees, given what is answered so far.
// Pages and intake both use it, so that a question is asked exactly where its answer is accepted.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/questionnaire.h"

namespace lyhord::domain {

// What is answered at one question so far. `values` are the chosen option ids; of an area its code
// or "outside"; of a scale or number its number_text(). A text only has `answered`.
struct CurrentAnswer {
    bool answered = false;
    std::vector<std::string_view> values;
};

// True if the answer, of a question that is asked, is one that the condition names.
bool holds(const Condition& condition, const CurrentAnswer& answer);

// One entry a question, in questionnaire order; `answers` likewise (missing ones are unanswered).
// An answer to a question that is itself hidden never fulfils a condition.
std::vector<bool> visible(const Questionnaire& questionnaire,
                          std::span<const CurrentAnswer> answers);

// The one way in which a number is written as a condition's value: "3", "12.5".
std::string number_text(double number);

}  // namespace lyhord::domain
