// Owns ranges (RFC 9110, section 14): a part of a file. Some phones play sound in no other way.
#pragma once

#include <string_view>

#include "http/message.h"

namespace lyhord::http {

// `range`: the header, as "bytes=0-1". One range of what is there: 206; none of it: 416; anything
// else, several ranges among it, is answered with the whole.
Response ranged(Response whole, std::string_view range);

}  // namespace lyhord::http
