// Owns the command `lyhord redact`: JSON lines in, JSON lines out.
#pragma once

#include <iosfwd>

#include "anonymize/redactor.h"
#include "base/result.h"

namespace lyhord::anonymize {

// {"text": "..."} -> {"text": "<redacted>", "spans": [[start_byte, end_byte, "LABEL"], ...]}, line
// by line. Offsets are bytes of the input text. Stops at the first line that is something else or
// whose text is too long to redact; the error has the number of the line and nothing of its
// content.
base::Result<void> redact_lines(std::istream& in, std::ostream& out, const Redactor& redactor);

}  // namespace lyhord::anonymize
