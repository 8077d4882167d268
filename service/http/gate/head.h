// Owns the strict head check (RFC 9112): the only parser between the network and a handler, so that
// no second one can disagree with it. What two parsers could read in two ways is refused.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "http/message.h"

namespace lyhord::http {

// The head of one request, checked.
struct Head {
    Request request;  // all but the body and the client
    std::uint64_t content_length = 0;
    bool keep_alive = true;
    bool takes_chunks = true;  // HTTP/1.0 has no Transfer-Encoding
    bool expects_continue = false;
    std::string forwarded_for;  // the last entry of the header that was asked for
};

// The length of the head at the beginning of `bytes`, with its empty line; npos while it is not
// whole. `checked`: bytes that an earlier call has seen.
std::size_t head_length(std::string_view bytes, std::size_t checked);

// `head`: as measured by head_length(). `forwarding`: the header, in lower case, by which a trusted
// proxy names the client; empty: none. The error is the status to refuse it with: 400, 411, 413,
// 414, 415, 417, 431, 501 or 505; the connection must be closed after it.
std::expected<Head, int> parse_head(std::string_view head, std::string_view forwarding = {});

// The status for a head that is not whole yet and can never be: 414, 431; 0 if it may be.
int hopeless_head(std::string_view bytes);

// What can be told of a head that was refused: its path as it was written, or else "/", and whether
// it asks for a head only. For the refusal's form.
Request as_far_as_read(std::string_view bytes);

}  // namespace lyhord::http
