// Owns what the page of one text shows: words of the questionnaire, names of masked places, counts.
// Escaped by the template like everything else.
#pragma once

#include <string_view>

#include "api/services.h"
#include "base/json/json.h"
#include "domain/access.h"
#include "review/comment_review.h"

namespace lyhord::api::staff {

struct ShownPile {
    review::Pile pile = review::Pile::unread;
    const review::Reading& reading;
    std::string_view token = {};  // that is chosen for what is masked next; empty: the first
};

// The data of staff_text.html without what is said about a form that was just posted.
base::Json text_view(const Services& services,
                     const domain::StaffSession& session,
                     const domain::FrozenRound& round,
                     const ShownPile& shown);

}  // namespace lyhord::api::staff
