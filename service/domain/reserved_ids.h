// Owns the ids that Lyhörd gives itself, beside those of a questionnaire or an area file.
#pragma once

#include <string_view>

namespace lyhord::domain {

// The valueless question that counts submissions; no question of a file may take its id.
inline constexpr std::string_view participation_id = "deltagande";

// Categories of a dimension: "Uppgift saknas", "Ej redovisat" and, followed by the code of the
// parent area, "Övriga X".
inline constexpr std::string_view missing_category = "_missing";
inline constexpr std::string_view not_reported_category = "_not_reported";
inline constexpr std::string_view rest_prefix = "_rest:";

// "I live outside": the value of an area answer and its category; no area may take it as its code.
inline constexpr std::string_view outside_category = "outside";

}  // namespace lyhord::domain
