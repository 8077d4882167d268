// Owns how a response looks on the wire, with the security headers that every one has.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/message.h"

namespace lyhord::http {

struct ResponseFraming {
    bool is_head = false;        // the body's length is told, the body is not sent
    bool closes = false;         // the connection ends with it
    std::string_view date = {};  // http_date()
};

// A header that the response sets itself replaces ours.
std::string response_bytes(const Response& response, const ResponseFraming& framing);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110).
std::string http_date(base::Instant instant);

// "Not Found"; empty for a status that this service never sends.
std::string_view reason_of(int status);

// "404 Not Found", for whoever is refused before a page can be made.
Response plain_refusal(int status);

}  // namespace lyhord::http
