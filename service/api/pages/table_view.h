// Owns how a report's table comes into a page: data for templates/part_table.html.
#pragma once

#include <string>
#include <vector>

#include "base/json/json.h"
#include "reporting/document.h"

namespace lyhord::api {

// [{"text": ...}, ...]
base::Json list_of_texts(const std::vector<std::string>& texts);

// `name` tells tables with the same caption apart for who hears them.
base::Json table_view(const reporting::Table& table, const std::string& name);

}  // namespace lyhord::api
