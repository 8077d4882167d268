// Owns ranges (RFC 9110, section 14): a part of a file. Some phones play sound in no other way.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "http/message.h"

namespace lyhord::http {

struct AskedPart {
    int status = 200;  // the whole; 206: a part; 416: none of it
    std::size_t first = 0;
    std::size_t count = 0;  // bytes to send
};

// `range`: the header, as "bytes=0-1", of a file of `size` bytes. One range of what is there: 206;
// none of it: 416; anything else, several ranges among it, is answered with the whole.
AskedPart asked_part(std::string_view range, std::size_t size);

// The answer that has these bytes, read for `part`, for its body.
Response part_response(const AskedPart& part, std::size_t size, std::string bytes);

}  // namespace lyhord::http
