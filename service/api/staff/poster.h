// Owns what stands on a dialogue's poster: composed of the questionnaire, the user interface's
// words and the site's settings. Nothing of it comes from a request but slug and languages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/services.h"
#include "domain/questionnaire.h"
#include "reporting/poster.h"

namespace lyhord::api::staff {

// Whether a machine made the questionnaire's words or the interface's, and nobody has approved
// them.
bool is_unreviewed(const Services& services,
                   const domain::Questionnaire& questionnaire,
                   std::string_view language);

// `languages`: tags, the first one leads, each counts once; none: the questionnaire's own.
// not_found: the dialogue has no round. gone: its round is over. conflict: a text is missing in the
// language that is the number-th of those that count.
// invalid: too many languages. Or why Services::printable_address has none.
base::Result<reporting::Poster> poster_of(const Services& services,
                                          std::string_view slug,
                                          std::vector<std::string> languages);

}  // namespace lyhord::api::staff
