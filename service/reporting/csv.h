// Owns CSV: quoting, and the neutralizing of formulas, headers included.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"

namespace lyhord::reporting {

enum class CsvDialect {
    machine,        // RFC 4180: commas, decimal points
    swedish_excel,  // what a Swedish Excel opens by a double click: a mark first, `;` between
};

// What a file of the dialect begins with.
std::string_view csv_start(CsvDialect dialect);

// The names of columns, which stand in one text with semicolons between them.
std::vector<std::string> split_columns(std::string_view names);

// One record with CRLF. A field that a spreadsheet would run (it begins with = + - @, tab or CR,
// and is no number) gets an apostrophe in front (OWASP ASVS 5.0, 1.2.10).
std::string csv_record(const std::vector<std::string>& fields,
                       CsvDialect dialect = CsvDialect::machine);

// The last record, of as many fields: "_end", how many records stand between the header and it, and
// the SHA-256 (hexadecimal) of all bytes before it. A file without it was cut short.
std::string csv_end(const base::Digest& written,
                    std::size_t records,
                    std::size_t fields,
                    CsvDialect dialect = CsvDialect::machine);
std::string csv_end(std::string_view written,
                    std::size_t records,
                    std::size_t fields,
                    CsvDialect dialect = CsvDialect::machine);

}  // namespace lyhord::reporting
