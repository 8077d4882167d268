// Owns what is wrong with a file or a wish of staff, in Swedish: static/problems/sv.json has the
// words for each message that an importer or a round's rules may give.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "base/result.h"

namespace lyhord::api::staff {

// The Swedish of an error's message; nothing if the table lacks it.
std::optional<std::string> swedish_of(std::string_view message);

// [{"place", "text"}] for templates/staff_part_problems.html; `place` is empty, or says where in
// `file`, a questionnaire: "q4_orsak: /questions/3/options/1/text".
base::Json problems_data(const std::vector<base::Error>& errors, std::string_view file = "");

}  // namespace lyhord::api::staff
