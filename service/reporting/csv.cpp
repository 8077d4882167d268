#include "reporting/csv.h"

#include <algorithm>

namespace lyhord::reporting {
namespace {

bool is_number(std::string_view field) {
    const std::string_view digits = field.starts_with('-') ? field.substr(1) : field;
    const auto fits = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
    return !digits.empty() && std::ranges::all_of(digits, fits);
}

std::string neutralized(const std::string& field) {
    const bool runs = !field.empty() && std::string_view("=+-@\t\r").contains(field.front());
    return runs && !is_number(field) ? "'" + field : field;
}

std::string quoted(const std::string& field) {
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
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

std::string csv_record(const std::vector<std::string>& fields) {
    std::string record;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        record += (i == 0 ? "" : ",") + quoted(neutralized(fields[i]));
    }
    return record + "\r\n";
}

}  // namespace lyhord::reporting
