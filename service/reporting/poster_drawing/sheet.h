// Owns the sheet: where everything stands on an A4 poster, and its two formats.
#pragma once

#include <optional>
#include <string>

#include "reporting/poster.h"

namespace lyhord::reporting {

// The file's bytes; nothing if the link is too long for a code or there is no memory.
std::optional<std::string> sheet(const Poster& poster, PosterFormat format);

}  // namespace lyhord::reporting
