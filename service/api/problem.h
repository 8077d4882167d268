// Owns problem documents (RFC 9457): how every refusal of the JSON interface looks. A type is
// stable; the title is in the reader's language, under the key "problem_<type>".
#pragma once

#include <cstdint>
#include <optional>

#include "api/pages/pages.h"
#include "base/json/json.h"
#include "base/literal.h"
#include "base/result.h"
#include "http/message.h"

namespace lyhord::api {

struct Problem {
    int status = 500;
    base::Literal type = "internal";                       // "urn:lyhord:problem:internal"
    std::optional<std::int64_t> retry_after_seconds = {};  // 429 and 503 have one
    base::Json errors = {};                                // of a 422: [{"question", "problem"}]
    base::Json challenge = {};                             // of a 429 that can be met
};

// What a refusal is called outside. Everything that an outsider cannot change is "internal".
Problem problem_of(base::Fault fault);

http::Response problem_response(const Pages& pages,
                                const http::Request& request,
                                const Problem& problem);

// A JSON answer with `status`.
http::Response json_response(int status, const base::Json& json);

// True if the media type is `expected`, with or without parameters.
bool has_media_type(const http::Request& request, std::string_view expected);

}  // namespace lyhord::api
