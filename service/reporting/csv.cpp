#include "reporting/csv.h"

#include <algorithm>
#include <ranges>

#include "base/crypto/crypto.h"

namespace lyhord::reporting {
namespace {

char delimiter_of(CsvDialect dialect) { return dialect == CsvDialect::machine ? ',' : ';'; }

bool is_number(std::string_view field) {
    const std::string_view digits = field.starts_with('-') ? field.substr(1) : field;
    const auto fits = [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; };
    return !digits.empty() && std::ranges::all_of(digits, fits);
}

std::string neutralized(const std::string& field) {
    const bool runs = !field.empty() && std::string_view("=+-@\t\r").contains(field.front());
    return runs && !is_number(field) ? "'" + field : field;
}

std::string quoted(const std::string& field, CsvDialect dialect) {
    const bool is_plain = field.find_first_of("\"\r\n") == std::string::npos &&
                          field.find(delimiter_of(dialect)) == std::string::npos;
    if (is_plain) {
        return field;
    }
    std::string out = "\"";
    for (const char c : field) {
        out += c;
        if (c == '"') {
            out += '"';
        }
    }
    return out + '"';
}

}  // namespace

std::string_view csv_start(CsvDialect dialect) {
    return dialect == CsvDialect::machine ? "" : "\xEF\xBB\xBF";
}

std::vector<std::string> split_columns(std::string_view names) {
    std::vector<std::string> parts;
    for (const auto part : std::views::split(names, ';')) {
        parts.emplace_back(part.begin(), part.end());
    }
    return parts;
}

std::string csv_record(const std::vector<std::string>& fields, CsvDialect dialect) {
    std::string record;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) {
            record += delimiter_of(dialect);
        }
        record += quoted(neutralized(fields[i]), dialect);
    }
    return record + "\r\n";
}

std::string csv_end(const base::Digest& written,
                    std::size_t records,
                    std::size_t fields,
                    CsvDialect dialect) {
    std::vector<std::string> end = {"_end", std::to_string(records), base::hex(written)};
    end.resize(fields);
    return csv_record(end, dialect);
}

std::string csv_end(std::string_view written,
                    std::size_t records,
                    std::size_t fields,
                    CsvDialect dialect) {
    return csv_end(base::crypto::sha256(base::as_bytes(written)), records, fields, dialect);
}

}  // namespace lyhord::reporting
