// Owns what a page tells its script about a question, so that the script decides as the service
// does: what the question waits for on the same page, and what its answer must be.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "api/resident/question_view.h"

namespace lyhord::api {

// Those of the page's questions that are asked, or may be once others of the page are answered.
std::vector<std::size_t> questions_to_show(const FormEcho& echo, const QuestionPage& page);

// Of what stands on `page`: "kon" is any answer, "orsak:annat,fort" one of two; one a space.
std::string conditions_text(const FormEcho& echo, const QuestionPage& page, std::size_t index);

// A JSON object: kind, limits by name, and what is said of each problem. Empty where there is none.
std::string checks_text(const QuestionViewing& viewing, std::size_t index);

}  // namespace lyhord::api
