// Owns reading the file that a form carries (RFC 7578): a browser without a script can send one in
// no other way.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace lyhord::api {

// The bytes of the field `name`; empty if no file was chosen. Nothing if the body is no such form,
// has no such field or is cut off.
std::optional<std::string> posted_file(const http::Request& request, std::string_view name);

}  // namespace lyhord::api
