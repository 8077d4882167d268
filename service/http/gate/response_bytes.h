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
    bool takes_chunks = true;    // else a body whose length is not known ends with the connection
    std::string_view date = {};  // http_date()
};

// A header that the response sets itself replaces ours.
std::string response_bytes(const Response& response, const ResponseFraming& framing);

// One chunk (RFC 9112, 7.1); of an empty piece the end of the body.
std::string chunk_bytes(std::string_view piece);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110).
std::string http_date(base::Instant instant);

// "Not Found"; empty for a status that this service never sends.
std::string_view reason_of(int status);

// "404 Not Found", for whoever is refused before a page can be made.
Response plain_refusal(int status);

}  // namespace lyhord::http
