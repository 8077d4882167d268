// Owns CSV (RFC 4180): quoting, and the neutralising of formulas, headers included.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lyhord::reporting {

// One record with CRLF. A field that a spreadsheet would run (it begins with = + - @, tab or CR,
// and is no number) gets an apostrophe in front (OWASP ASVS 5.0, 1.2.10).
std::string csv_record(const std::vector<std::string>& fields);

}  // namespace lyhord::reporting
