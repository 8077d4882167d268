// Owns how these tests read a download: tables.json by question and dimension, and tables.csv by
// column.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"

namespace lyhord::tests {

// A member that must be there; of an object, by name.
const base::Json& at(const base::Json& object, std::string_view name);
std::int64_t number(const base::Json& object, std::string_view name);
std::string text(const base::Json& object, std::string_view name);
std::vector<std::string> names(const base::Json& object);
// The question, option or category of a list whose `key` is `id`.
const base::Json& entry(const base::Json& list, std::string_view key, std::string_view id);

// One record: column name -> field.
using CsvRow = std::map<std::string, std::string>;

// RFC 4180 with a header, and a last record that must fit what stands before it. With `;` as the
// delimiter also a mark at the beginning, as in a file for a Swedish Excel.
std::vector<CsvRow> read_csv(std::string_view csv, char delimiter = ',');

}  // namespace lyhord::tests
