// Owns what a problem of intake::DraftCheck is called on a page: what to do, in the reader's
// language.
#pragma once

#include <string>

#include "api/pages/page_language.h"
#include "api/resident/form_echo.h"
#include "intake/draft_check.h"

namespace lyhord::api {

std::string problem_text(const Pages& pages,
                         const PageLanguage& language,
                         const FormEcho& echo,
                         const intake::DraftProblem& problem);

// A number as it is written in the language of the page: with a comma in Swedish.
std::string number_words(double number, const PageLanguage& language);

}  // namespace lyhord::api
