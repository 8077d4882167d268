// Owns the division of a questionnaire into pages, so that a form without JavaScript can follow
// show_if: what decides whether a question is asked always stands on an earlier page.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "domain/questionnaire.h"

namespace lyhord::api {

using QuestionPage = std::vector<std::size_t>;  // question indexes, in the order they are asked

// All questions, background questions last (but one that decides about another question stays
// before it), at most limits::page_weight_max questions and matrix rows a page.
std::vector<QuestionPage> question_pages(const domain::Questionnaire& questionnaire);

// The page that holds `question`.
std::optional<std::size_t> page_of(const std::vector<QuestionPage>& pages, std::size_t question);

// True if one of the page's questions is shown; `shown` as from domain::visible.
bool is_shown(const QuestionPage& page, const std::vector<bool>& shown);

}  // namespace lyhord::api
