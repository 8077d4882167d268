// Owns code_lines: the work of `lyhord themes code`.
#pragma once

#include <iosfwd>

#include "base/result.h"
#include "themes/coder.h"

namespace lyhord::themes {

// Reads JSON lines {"text": "..."} and writes {"themes": ["id", ...]} for each, in order. Other
// members of a line are passed over. Stops at the first line that has no text; the error's number
// is that line's, counted from 1.
base::Result<void> code_lines(std::istream& in, std::ostream& out, const Coder& coder);

}  // namespace lyhord::themes
