#include "store/sqlite/row.h"

#include <sqlite3.h>

namespace lyhord::store::sqlite {

bool Row::is_null(int column) { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t Row::integer(int column) {
    require(sqlite3_column_type(statement_, column) == SQLITE_INTEGER);
    return sqlite3_column_int64(statement_, column);
}

std::string Row::text(int column) {
    require(sqlite3_column_type(statement_, column) == SQLITE_TEXT);
    const unsigned char* const begin = sqlite3_column_text(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    if (begin == nullptr) {
        return {};
    }
    return {reinterpret_cast<const char*>(begin), static_cast<std::size_t>(size)};
}

base::ByteView Row::view(int column) {
    require(sqlite3_column_type(statement_, column) == SQLITE_BLOB);
    const void* const begin = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return {static_cast<const base::Byte*>(begin), static_cast<std::size_t>(size)};
}

base::Bytes Row::bytes(int column) {
    const base::ByteView found = view(column);
    return {found.begin(), found.end()};
}

}  // namespace lyhord::store::sqlite
