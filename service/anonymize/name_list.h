// Owns the reading of a published list of names: one name a line, or a table with how many bear
// each, as Statistics Sweden's lists saved as CSV.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lyhord::anonymize {

struct NameList {
    std::vector<std::string> names;  // words in lower case, sorted, each once
    std::size_t kept_apart = 0;      // of its words, common words and places: "björn", "lund"
    std::size_t lines_skipped = 0;   // headings, notes, empty lines
};

// UTF-8, or else Windows-1252; columns parted by tab, semicolon or comma. In a table a row is what
// has a name and a number; the name is its first column that starts with a letter. Names of several
// words count word by word.
// invalid: no text (an Excel workbook, UTF-16), no name in it, or, without columns, a line that is
// no name, with its number; too_large: limits::name_list_bytes_max, a line, or too many names.
base::Result<NameList> read_name_list(std::string_view bytes);

}  // namespace lyhord::anonymize
