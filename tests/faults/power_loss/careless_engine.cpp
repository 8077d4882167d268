#include "faults/power_loss/careless_engine.h"

#include <sqlite3.h>

#include <atomic>
#include <string>
#include <string_view>

#include "support/hidden.h"

namespace lyhord::tests {
namespace {

std::atomic<bool> is_careless = false;

std::string carelessly(std::string sql) {
    constexpr std::string_view careful = "synchronous = FULL";
    const std::size_t at = is_careless ? sql.find(careful) : std::string::npos;
    return at == std::string::npos ? sql : sql.replace(at, careful.size(), "synchronous = NORMAL");
}

}  // namespace

CarelessEngine::CarelessEngine() { is_careless = true; }
CarelessEngine::~CarelessEngine() { is_careless = false; }

}  // namespace lyhord::tests

// Comes before the library's.
extern "C" int sqlite3_exec(sqlite3* connection,
                            const char* sql,
                            int (*each)(void*, int, char**, char**),
                            void* context,
                            char** message) {
    static auto* const real = lyhord::tests::hidden<decltype(sqlite3_exec)>("sqlite3_exec");
    return real(connection, lyhord::tests::carelessly(sql).c_str(), each, context, message);
}
