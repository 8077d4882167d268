// Owns the weight of a dialogue's pages on the way to a phone.
#pragma once

#include <cstddef>
#include <memory>

#include "api/pages/pages.h"
#include "domain/release_plan.h"

namespace lyhord::api {

// Bytes of the heaviest page of questions by gzip, with its style, in whichever language of the
// questionnaire that is.
std::size_t heaviest_page_bytes(const Pages& pages,
                                const std::shared_ptr<const domain::FrozenRound>& round);

}  // namespace lyhord::api
