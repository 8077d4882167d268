// Owns the random order of options: the same on every page of one form, another for every form, so
// that no option gains by standing first.
#pragma once

#include <string_view>
#include <vector>

#include "domain/questionnaire.h"

namespace lyhord::api {

// Option indexes in the order they are shown. Anchored options keep their place. With an empty
// seed, or a question that does not ask for it, the order of the questionnaire.
std::vector<std::size_t> option_order(const domain::Question& question, std::string_view seed);

}  // namespace lyhord::api
