#include "access/try_limit.h"

namespace lyhord::access {

bool TryLimit::take(std::uint64_t key) {
    const std::lock_guard lock(mutex_);
    if (tries_.count(key) >= tries_max_) {
        return false;
    }
    tries_.add(key);
    return true;
}

void TryLimit::give_back(std::uint64_t key) {
    const std::lock_guard lock(mutex_);
    tries_.take_back(key);
}

}  // namespace lyhord::access
