// Owns reading CSV (RFC 4180) record by record: quotes, quoted line breaks, LF or CRLF.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace lyhord::disclosure {

class CsvReader {
public:
    // `in` must outlive the reader.
    explicit CsvReader(std::istream& in) : in_(in) {}

    // The next record's fields, or nothing at the end. Every error is `invalid` or `too_large`,
    // with the line's number.
    base::Result<std::optional<std::vector<std::string>>> next();

    // Of the line read last, from 1.
    std::int64_t line() const { return line_; }

private:
    std::istream& in_;
    std::int64_t line_ = 0;
};

}  // namespace lyhord::disclosure
