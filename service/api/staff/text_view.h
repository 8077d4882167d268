// Owns what the page of one unread text shows: words of the questionnaire, names of masked places,
// counts. Escaped by the template like everything else.
#pragma once

#include "api/services.h"
#include "base/json/json.h"
#include "domain/access.h"
#include "review/comment_review.h"

namespace lyhord::api::staff {

// The data of staff_text.html without what is said about a form that was just posted.
base::Json text_view(const Services& services,
                     const domain::StaffSession& session,
                     const domain::FrozenRound& round,
                     const review::Reading& reading);

}  // namespace lyhord::api::staff
