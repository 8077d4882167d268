// Owns the page data of a dialogue on paper (templates/dialogue_paper.html): every question,
// numbered, with what it waits for in words.
#pragma once

#include "api/resident/question_view.h"

namespace lyhord::api {

// `viewing.echo`: with no answers.
base::Json paper_view(const QuestionViewing& viewing);

}  // namespace lyhord::api
