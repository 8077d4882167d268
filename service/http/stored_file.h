// Owns the answer to a request for a file that was compressed beforehand: which of its forms, under
// which tag, and whether the client has it already (RFC 9110, sections 12 and 13).
#pragma once

#include <string>

#include "http/message.h"

namespace lyhord::http {

struct StoredFile {
    std::string content_type;
    std::string digest;  // of the content, of characters that an ETag may hold
    std::string bytes;
    std::string brotli = {};  // empty: there is none, or it is no smaller
    std::string gzip = {};
};

// immutable: the address changes with the content, so nobody needs to ask again. checked: the
// client keeps it, and asks each time whether it still holds.
enum class Freshness { immutable, checked };

// 200, or 304 if If-None-Match has the tag of the form that would be sent. Every form has a strong
// tag of its own, since their bytes differ.
Response stored_response(const StoredFile& file, const Request& request, Freshness freshness);

}  // namespace lyhord::http
