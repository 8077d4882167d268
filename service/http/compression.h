// Owns compression of what is made for one request; files are compressed when they are built.
#pragma once

#include <string_view>

#include "http/message.h"

namespace lyhord::http {

// Brotli or gzip, whichever `accept_encoding` allows first; as it is if neither, or if the body is
// of a kind or size that gains nothing. Fast levels: it runs for every page.
Response compressed(Response response, std::string_view accept_encoding);

// Compresses what is replied while the handler runs, on its thread. A reply that comes later is
// sent as it is: it comes on the store's thread, which has other things to do.
Reply compressing(const Request& request, Reply reply);

}  // namespace lyhord::http
