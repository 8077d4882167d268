// Owns the reading of a published list of names: one name a line, or a table with how many bear
// each, as Statistics Sweden's lists saved as CSV.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lyhord::anonymize {

struct NameList {
    std::vector<std::string> names;  // words in lower case, sorted, each once
    std::size_t kept_apart = 0;      // of its words, common words and places: "björn", "lund"
    std::size_t lines_skipped = 0;   // headings, notes, empty lines
    // Rows of a table in which a word has no count after it; of each the line, of the first
    // limits::name_rows_told_max.
    std::size_t rows_without_count = 0;
    std::vector<std::int64_t> lines_without_count;
};

// UTF-8, or else Windows-1252. It is a table if most lines have columns parted by tab, semicolon or
// comma. In a row a name is what starts with a letter and has a count after it (12345, 12 345,
// 12.345): several stand side by side in tables of women's and men's names. If the count comes
// first, the name is the first word. Names of several words count word by word. Lines that start
// with # are comments.
// invalid: no text (an Excel workbook, UTF-16), no name in it, or, without columns, a line that is
// no name, with its number; too_large: limits::name_list_bytes_max, a line, or too many names.
base::Result<NameList> read_name_list(std::string_view bytes);

}  // namespace lyhord::anonymize
