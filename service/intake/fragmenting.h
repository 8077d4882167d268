// Owns the step from a checked answer to its fragments: redaction, coding and categories, all in
// memory.
#pragma once

#include <string_view>
#include <vector>

#include "anonymize/redactor.h"
#include "domain/fragment.h"
#include "domain/release_plan.h"
#include "intake/draft_check.h"
#include "themes/coder.h"

namespace lyhord::intake {

struct FragmentingContext {
    const domain::FrozenRound& round;
    const anonymize::Redactor& redactor;
    const std::vector<themes::Coder>& coders;  // one a codebook of the round
    std::string_view receipt;
};

// In the order of the release plan; `deltagande` last.
std::vector<domain::Fragment> to_fragments(const FragmentingContext& context, CheckedDraft draft);

}  // namespace lyhord::intake
