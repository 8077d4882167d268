#include "store/sqlite/readers.h"

#include "base/limits.h"

namespace lyhord::store::sqlite {

base::Result<Connection> Readers::borrow() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return lent_ < base::limits::store_readers_max; });
    ++lent_;
    if (!idle_.empty()) {
        Connection connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }
    lock.unlock();
    base::Result<Connection> opened = Connection::open(path_, Access::read);
    if (!opened) {
        lock.lock();
        --lent_;
        returned_.notify_one();
    }
    return opened;
}

void Readers::give_back(Connection connection) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
    --lent_;
    returned_.notify_one();
}

}  // namespace lyhord::store::sqlite
