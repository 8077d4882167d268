// Owns the translation of a round's release plan into the shapes the rules work on. Categories keep
// their indexes, so that what the rules decide can be stored as it is.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "disclosure/shape.h"
#include "domain/release_plan.h"

namespace lyhord::disclosure {

QuestionShape shape_of(const domain::ReleasePlan& plan, const domain::ReleaseQuestion& question);

// What the rules see of a stored fragment, by its option and category indexes.
Fragment rule_fragment(const std::vector<std::uint16_t>& values,
                       const std::vector<std::uint16_t>& categories);

// The area categories of every area question, for the expected number of answers.
// Errors: invalid for a root that is not among the areas; else as plan_areas().
base::Result<domain::AreaCategories> plan_area_categories(
    const domain::Questionnaire& questionnaire,
    const domain::AreaTree& areas,
    std::int64_t expected_answers);

}  // namespace lyhord::disclosure
