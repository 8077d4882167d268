// Owns ThemeExamples: some of the approved texts of each theme, for who reads figures about it.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "reporting/quoted_text.h"
#include "store/frozen_rounds.h"
#include "store/store.h"

namespace lyhord::reporting {

// By question and theme.
using ThemeExamples = std::map<std::pair<std::string, std::string>, std::vector<QuotedText>>;

// limits::examples_min to examples_max texts a theme, the first by id, which is as good as drawn; a
// theme with fewer has none: two texts are no picture of what is meant, but two people. Errors of
// the store.
base::Result<ThemeExamples> theme_examples(store::Store& store, const domain::FrozenRound& round);

}  // namespace lyhord::reporting
