// Owns compression, and the choice of a coding that a client accepts. What is made for one request
// is compressed quickly; files are compressed once, at build, as small as they get.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace lyhord::http {

enum class Coding { brotli, gzip };
enum class Effort { quick, utmost };  // utmost: brotli quality 11, gzip level 9

// The name in Accept-Encoding and Content-Encoding.
std::string_view coding_name(Coding coding);

// Brotli or gzip, whichever the header allows first; nothing if neither ("br;q=0" is a refusal).
std::optional<Coding> accepted_coding(std::string_view accept_encoding);

// The same bytes for the same text and library. Empty if the library fails.
std::string encoded(std::string_view text, Coding coding, Effort effort);

// Compressed if `accept_encoding` allows it; as it is if not, or if the body is of a kind or size
// that gains nothing, or has an ETag: then its coding was chosen with the tag.
Response compressed(Response response, std::string_view accept_encoding);

// Compresses what is replied while the handler runs, on its thread. A reply that comes later is
// sent as it is: it comes on the store's thread, which has other things to do.
Reply compressing(const Request& request, Reply reply);

}  // namespace lyhord::http
