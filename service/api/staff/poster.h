// Owns what stands on a dialogue's poster: composed of the questionnaire, the user interface's
// words and the site's settings. Nothing of it comes from a request but slug and languages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/services.h"
#include "reporting/poster.h"

namespace lyhord::api::staff {

// `languages`: tags, the first one leads; none: the questionnaire's own. not_found: the dialogue
// has no round. invalid: a language that the questionnaire does not have, too many of them, or no
// address is configured. conflict: no phone would trust the address.
base::Result<reporting::Poster> poster_of(const Services& services,
                                          std::string_view slug,
                                          std::vector<std::string> languages);

}  // namespace lyhord::api::staff
