// Owns the reading connections: a few, opened when they are first needed, lent to one thread at a
// time.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <vector>

#include "store/sqlite/connection.h"

namespace lyhord::store::sqlite {

// Thread-safe.
class Readers {
public:
    explicit Readers(std::filesystem::path path) : path_(std::move(path)) {}
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;

    // Calls `look` with a connection, and returns what it returns; waits while all are lent.
    template <typename Look>
    auto with(Look look) -> std::invoke_result_t<Look, Connection&> {
        base::Result<Connection> connection = borrow();
        if (!connection) {
            return base::fail(connection.error());
        }
        auto result = look(*connection);
        give_back(std::move(*connection));
        return result;
    }

    // The same, where everything that `look` reads is of one moment.
    template <typename Look>
    auto at_one_moment(Look look) -> std::invoke_result_t<Look, Connection&> {
        return with([&look](Connection& connection) -> std::invoke_result_t<Look, Connection&> {
            if (const auto begun = connection.change("BEGIN"); !begun) {
                return base::fail(begun.error());
            }
            auto result = look(connection);
            static_cast<void>(connection.change("ROLLBACK"));
            return result;
        });
    }

private:
    base::Result<Connection> borrow();
    void give_back(Connection connection);

    std::filesystem::path path_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<Connection> idle_;
    std::size_t lent_ = 0;
};

}  // namespace lyhord::store::sqlite
