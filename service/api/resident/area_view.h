// Owns the list of areas a resident may choose from: leaves by their parent, and each parent itself
// for who does not want to say more.
#pragma once

#include "api/resident/question_view.h"

namespace lyhord::api {

// [{"group": name or nothing, "items": [{"value", "text", "checked"}]}]
base::Json area_choices(const QuestionViewing& viewing, std::size_t question);

// The name of a chosen area, or the label of living outside.
base::Json chosen_area(const QuestionViewing& viewing, std::size_t question);

}  // namespace lyhord::api
