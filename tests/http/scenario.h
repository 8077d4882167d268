// Owns Scenario: one request and what must, and must not, come back.
#pragma once

#include <string>
#include <vector>

#include "site.h"

namespace lyhord::tests {

struct Scenario {
    std::string name = {};
    http::Method method = http::Method::get;
    std::string path = {};  // percent-encoded, with the query
    std::string body = {};
    // Content-Type, Idempotency-Key, Cookie, Authorization, Origin, Sec-Fetch-Site or
    // Accept-Language.
    Fields headers = {};
    int status = 200;
    std::vector<std::string> body_has = {};
    std::vector<std::string> body_lacks = {};
    Fields headers_back = {};  // with exactly these values
};

inline const std::pair<std::string, std::string> as_json{"Content-Type", "application/json"};
inline const std::pair<std::string, std::string> as_form{"Content-Type",
                                                         "application/x-www-form-urlencoded"};
inline const std::pair<std::string, std::string> from_our_page{"Sec-Fetch-Site", "same-origin"};

// Sends them in order to one site, and checks each.
void run(Site& site, const std::vector<Scenario>& scenarios);

}  // namespace lyhord::tests
