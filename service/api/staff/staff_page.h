// Owns what all staff pages share: their headers, who is signed in, and how a refusal looks.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "api/services.h"
#include "base/clock.h"
#include "base/json/json.h"
#include "base/result.h"
#include "domain/access.h"
#include "http/message.h"

namespace lyhord::api::staff {

// Renders static/templates/<name>.html in Swedish, never kept by a browser. Its title is the text
// "<name>_title" of static/languages/sv.json. `runs_script` in the data: it refers to a script.
// `drawings`: api/pages/drawings.h.
http::Response staff_page(const Services& services,
                          std::string_view name,
                          base::Json data,
                          int status = 200,
                          std::span<const std::string> drawings = {});

// The beginning of a signed-in page's data: `me`, which its navigation asks for.
base::Json page_of(const domain::StaffSession& session);

// A text of static/languages/sv.json; the key itself if there is none.
std::string_view staff_text(const Services& services, std::string_view key);

// "samordnare"
std::string_view role_text(const Services& services, domain::Role role);

// What went wrong, as a page: with the status of the fault and Retry-After where it helps.
http::Response refusal_page(const Services& services, base::Fault fault);

// "2030-01-15 09:05" at the server's place.
std::string time_text(base::Instant instant);

}  // namespace lyhord::api::staff
