// Owns the division of a questionnaire into pages. So that a form without JavaScript can follow
// show_if, what decides whether a question is asked stands on an earlier page; where a script runs,
// both stand on one page.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "domain/questionnaire.h"

namespace lyhord::api {

using QuestionPage = std::vector<std::size_t>;  // question indexes, in the order they are asked

// What decides about a question, and the question; `whole`: everything on one page.
enum class PageLayout { apart, together, whole };

// All questions, background questions last (but one that decides about another question stays
// before it), at most limits::page_weight_max questions and matrix rows a page. A questionnaire
// that wants to be one page is one in either layout.
std::vector<QuestionPage> question_pages(const domain::Questionnaire& questionnaire,
                                         PageLayout layout = PageLayout::apart);

// The page that holds `question`.
std::optional<std::size_t> page_of(const std::vector<QuestionPage>& pages, std::size_t question);

// True if one of the page's questions is shown; `shown` as from domain::visible.
bool is_shown(const QuestionPage& page, const std::vector<bool>& shown);

}  // namespace lyhord::api
