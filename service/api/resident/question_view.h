// Owns the page data of one question (templates/dialogue_page.html) and of one answer
// (templates/dialogue_review.html).
#pragma once

#include <string>
#include <string_view>

#include "api/pages/page_language.h"
#include "api/resident/form_echo.h"

namespace lyhord::api {

struct QuestionViewing {
    const Pages& pages;
    const domain::FrozenRound& round;
    const FormEcho& echo;
    const PageLanguage& language;
};

// Beside the question itself, on its page.
struct QuestionSurroundings {
    std::string problem;          // words about what is wrong with the answer; empty: nothing
    std::string conditions = {};  // of script_view.h
    bool asked = true;            // as things stand
    bool begins_background = false;
};

base::Json question_view(const QuestionViewing& viewing,
                         std::size_t index,
                         const QuestionSurroundings& around);

// The question and what is answered, with "Inget svar" where nothing is.
base::Json answer_view(const QuestionViewing& viewing, std::size_t index);

// The id of the part of the page that asks the question, and of its first field, for links.
std::string question_anchor(const domain::Question& question);
std::string first_field(const domain::Question& question);

}  // namespace lyhord::api
