#include "tables_reading.h"

#include <stdexcept>

#include "base/bytes.h"
#include "base/crypto/crypto.h"

namespace lyhord::tests {
namespace {

// Moves past one field and gives it; `csv` then begins with its separator.
std::string take_field(std::string_view& csv, char delimiter) {
    std::string field;
    if (!csv.starts_with('"')) {
        const std::size_t end =
            std::min(csv.find_first_of(std::string("\r\n") + delimiter), csv.size());
        field = csv.substr(0, end);
        csv.remove_prefix(end);
        return field;
    }
    csv.remove_prefix(1);
    while (!csv.empty()) {
        const bool is_quote = csv.front() == '"';
        const bool is_doubled = csv.starts_with("\"\"");
        if (is_quote && !is_doubled) {
            csv.remove_prefix(1);
            return field;
        }
        field += csv.front();
        csv.remove_prefix(is_doubled ? 2 : 1);
    }
    throw std::runtime_error("a quoted field does not end");
}

std::vector<std::string> take_record(std::string_view& csv, char delimiter) {
    std::vector<std::string> record{take_field(csv, delimiter)};
    while (csv.starts_with(delimiter)) {
        csv.remove_prefix(1);
        record.push_back(take_field(csv, delimiter));
    }
    if (!csv.starts_with("\r\n")) {
        throw std::runtime_error("a record does not end with CRLF");
    }
    csv.remove_prefix(2);
    return record;
}

}  // namespace

const base::Json& at(const base::Json& object, std::string_view name) {
    const base::Json* member = object.find(name);
    if (member == nullptr) {
        throw std::runtime_error("no member " + std::string(name));
    }
    return *member;
}

std::int64_t number(const base::Json& object, std::string_view name) {
    const std::int64_t* value = at(object, name).as_integer();
    if (value == nullptr) {
        throw std::runtime_error("no whole number " + std::string(name));
    }
    return *value;
}

std::string text(const base::Json& object, std::string_view name) {
    return *at(object, name).as_string();
}

std::vector<std::string> names(const base::Json& object) {
    std::vector<std::string> found;
    for (const auto& [name, value] : *object.as_object()) {
        found.push_back(name);
    }
    return found;
}

const base::Json& entry(const base::Json& list, std::string_view key, std::string_view id) {
    for (const base::Json& item : *list.as_array()) {
        if (text(item, key) == id) {
            return item;
        }
    }
    throw std::runtime_error("no entry " + std::string(id));
}

std::vector<CsvRow> read_csv(std::string_view csv, char delimiter) {
    const std::string_view whole = csv;
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (csv.starts_with(mark) != (delimiter == ';')) {
        throw std::runtime_error("a mark at the beginning is for Excel, and for it alone");
    }
    csv.remove_prefix(delimiter == ';' ? mark.size() : 0);
    const std::vector<std::string> columns = take_record(csv, delimiter);
    std::vector<CsvRow> rows;
    while (true) {
        const std::string_view before = whole.substr(0, whole.size() - csv.size());
        const std::vector<std::string> record = take_record(csv, delimiter);
        if (record.size() != columns.size()) {
            throw std::runtime_error("a record has another number of fields than the header");
        }
        if (record[0] == "_end") {
            const std::string sum = base::hex(base::crypto::sha256(base::as_bytes(before)));
            if (!csv.empty() || record[1] != std::to_string(rows.size()) || record[2] != sum) {
                throw std::runtime_error("the last record does not fit what stands before it");
            }
            return rows;
        }
        CsvRow& row = rows.emplace_back();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            row[columns[i]] = record[i];
        }
    }
}

}  // namespace lyhord::tests
