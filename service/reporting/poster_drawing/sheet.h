// Owns the sheet: where everything stands on an A4 poster, and its two formats.
#pragma once

#include <expected>
#include <string>

#include "reporting/poster.h"

namespace lyhord::reporting {

// The file's bytes, or an exit status (poster.h): words that could be read only from close by, a
// text with letters that no font has, a link that is too long for a code, no memory (1).
std::expected<std::string, int> sheet(const Poster& poster, PosterFormat format);

}  // namespace lyhord::reporting
