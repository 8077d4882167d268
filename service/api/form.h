// Owns reading a posted form.
#pragma once

#include <optional>
#include <string_view>

#include "http/message.h"

namespace lyhord::api {

inline constexpr std::string_view form_media_type = "application/x-www-form-urlencoded";

// Nothing if the body is no form.
std::optional<http::Fields> posted_form(const http::Request& request);

// Empty when absent.
std::string_view field(const http::Fields& form, std::string_view name);

}  // namespace lyhord::api
